package org.lockstep.spark.table;

import java.util.Arrays;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/**
 * For each of n partitions, a number that Spark's partitioning by hash sends there. So rows go to
 * partitions that we choose, compactly as Spark shuffles rows; from 4.1 on, {@code
 * Dataset.repartitionById} does the same.
 */
public final class PartitionKeys {
  /** Of the hash that {@code Dataset.repartition} uses: {@code HashPartitioning}. */
  private static final int SEED = 42;

  private PartitionKeys() {}

  /** The keys, by partition: the smallest that do. */
  public static int[] of(int partitions) {
    int[] keys = new int[partitions];
    Arrays.fill(keys, -1);
    int missing = partitions;
    for (int key = 0; missing > 0; key++) {
      int partition = Math.floorMod(Murmur3_x86_32.hashInt(key, SEED), partitions);
      if (keys[partition] < 0) {
        keys[partition] = key;
        missing--;
      }
    }
    return keys;
  }
}
