package org.lockstep.spark.read.items;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.spark.read.Fuzzed;

class Hdf5FuzzTest {
  static Stream<byte[]> seeds() throws IOException {
    return Stream.of(contiguous(), chunked("v1"), chunked("v2"));
  }

  private static byte[] contiguous() throws IOException {
    Path path = Files.createTempFile("contiguous", ".h5");
    try {
      try (WritableHdfFile file = HdfFile.write(path)) {
        file.putDataset("x", new double[][] {{1, 2}, {3, 4}});
        file.putDataset("y", new int[] {0, 1});
      }
      return Files.readAllBytes(path);
    } finally {
      Files.delete(path);
    }
  }

  private static byte[] chunked(String version) throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Hdf5FuzzTest.class.getResourceAsStream("chunked-" + version + ".h5.gz"))) {
      return in.readAllBytes();
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreDataSetsOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(
        bytes,
        2 * Fuzzed.MAX_RATIO,
        b ->
            Fuzzed.readSome(
                Hdf5File.arrays(Fuzzed.configuration(), Fuzzed.file("x.h5", b), "x.h5")));
  }
}
