package org.lockstep.spark.read.items;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.spark.read.Fuzzed;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Source;

class Cifar10FuzzTest {
  private static final int BYTES_PER_BYTE = 32;
  private static final int RECORD_BYTES = 3073;

  static Stream<byte[]> seeds() {
    byte[] two = new byte[2 * RECORD_BYTES];
    two[0] = 9;
    return Stream.of(two);
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytesAreABatchOrAreRefused(byte[] bytes) throws Exception {
    Untrusted.parse(
        bytes,
        BYTES_PER_BYTE,
        b -> {
          Source source = Fuzzed.source("data_batch_1.bin", b);
          ReadOptions options = ReadOptions.of(source.given());
          ItemTable.Part part =
              new Cifar10Reader(null, Fuzzed.configuration(), source, options)
                  .part(source.files().get(0), 0);
          Fuzzed.readWhole(part.features(), 0);
          Fuzzed.readWhole(part.labels().get(0), Cifar10Reader.CLASSES.size());
        });
  }
}
