package org.lockstep.spark.read.items;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.spark.read.Fuzzed;
import org.lockstep.spark.testing.ArrayBytes;

class NpzFuzzTest {
  static Stream<byte[]> seeds() throws IOException {
    byte[] x = ArrayBytes.npy("|u1", false, "(3, 2, 1)", new byte[] {1, 2, 3, 4, -1, -2});
    byte[] y = ArrayBytes.npy(">i2", false, "(3,)", new byte[] {0, 1, 0, 2, 0, 0});
    byte[] floats = ArrayBytes.npy("<f4", false, "(1, 1)", new byte[] {0, 0, 0, 1});
    return Stream.of(
        x,
        ArrayBytes.zip(false, "x.npy", x, "y.npy", y),
        ArrayBytes.zip(true, "x.npy", floats, "notes.txt", y),
        withAnotherNameInTheDirectory(ArrayBytes.zip(false, "x.npy", x, "y.npy", y)));
  }

  private static byte[] withAnotherNameInTheDirectory(byte[] archive) {
    archive[new String(archive, ISO_8859_1).lastIndexOf("x.npy")] = 'z';
    return archive;
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreArraysOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(
        bytes,
        2 * Fuzzed.MAX_RATIO,
        b ->
            Fuzzed.readSome(
                NpzFile.arrays(Fuzzed.configuration(), Fuzzed.file("x.npz", b), "x.npz")));
  }
}
