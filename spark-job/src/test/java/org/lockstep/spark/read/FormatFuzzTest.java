package org.lockstep.spark.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.spark.testing.ArrayBytes;

class FormatFuzzTest {
  private static final int BYTES_PER_BYTE = 64;

  static Stream<byte[]> seeds() throws IOException {
    byte[] lines = "1 1:0.5 3:-2e3\n".getBytes(UTF_8);
    return Stream.of(lines, ArrayBytes.gzip(lines, 1), ArrayBytes.zip(true, "a/b.png", lines));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesHaveAFormatOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(
        bytes,
        BYTES_PER_BYTE,
        b -> FormatFinder.find(Fuzzed.configuration(), Fuzzed.source("data", b), Optional.empty()));
  }
}
