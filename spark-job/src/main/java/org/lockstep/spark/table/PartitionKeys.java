package org.lockstep.spark.table;

import java.util.Arrays;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/**
 * Finds, for each of n partitions, a number that Spark's hash partitioning sends there. This puts
 * rows into partitions of our choice in the compact form of Spark's shuffles; from 4.1 on, {@code
 * Dataset.repartitionById} does the same.
 */
public final class PartitionKeys {
  /** The seed of the hash that {@code Dataset.repartition} uses: {@code HashPartitioning}. */
  private static final int SEED = 42;

  private PartitionKeys() {}

  /** The keys, by partition: for each the smallest that works. */
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
