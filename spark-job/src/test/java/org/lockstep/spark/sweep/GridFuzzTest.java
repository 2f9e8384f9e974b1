package org.lockstep.spark.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;

class GridFuzzTest {
  /** A few bytes can describe a thousand combinations. */
  private static final int BYTES_PER_BYTE = 10_000;

  static Stream<byte[]> seeds() {
    return Stream.of("hidden=50,20;100 learning-rate=0.1;0.5\n--epochs=3")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyTextIsAGridOrIsRefused(byte[] bytes) throws Exception {
    Untrusted.parse(
        bytes,
        BYTES_PER_BYTE,
        // A text that begins with an option is not a file's name.
        b -> Grid.of("seed=1 " + new String(b, UTF_8)).cells().forEach(Cell::directory));
  }
}
