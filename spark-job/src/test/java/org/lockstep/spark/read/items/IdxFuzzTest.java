package org.lockstep.spark.read.items;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.spark.read.Fuzzed;
import org.lockstep.spark.testing.ArrayBytes;

class IdxFuzzTest {
  static Stream<byte[]> seeds() throws IOException {
    byte[] images =
        HexFormat.of().parseHex("00000803000000020000000200000002" + "0001020304050607");
    byte[] floats = HexFormat.of().parseHex("00000d0100000002" + "3f800000c0000000");
    return Stream.of(images, floats, ArrayBytes.gzip(images, 1));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreIdxOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(
        bytes,
        2 * Fuzzed.MAX_RATIO,
        b -> {
          IdxFile file = IdxFile.open(Fuzzed.configuration(), Fuzzed.file("x-idx", b), "x-idx");
          IdxReader.schema(file.header());
          Fuzzed.readWhole(file.items(), 0);
        });
  }
}
