package org.lockstep.model.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.model.math.Precision;

class NpyFuzzTest {
  private static final int BYTES_PER_BYTE = 32;

  static Stream<byte[]> seeds() {
    byte[] matrix = Models.npy(Precision.FLOAT, List.of(2, 3), 1, -2, 0.5, 4, 5, 6);
    String byColumns = new String(matrix, StandardCharsets.ISO_8859_1).replace("False", "True ");
    return Stream.of(
        matrix,
        byColumns.getBytes(StandardCharsets.ISO_8859_1),
        Models.npy(Precision.DOUBLE, List.of(3), 1, 2, 3),
        Models.npy(Precision.DOUBLE, List.of(0)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreAnArrayOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(
        bytes, BYTES_PER_BYTE, b -> NpyFormat.read("a.npy", new ByteArrayInputStream(b)));
  }
}
