package org.lockstep.spark.shard;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Computes how many rows of each class to hold out, so that each gives the same share. */
final class ClassShares {
  private ClassShares() {}

  /**
   * Returns the number of rows for each class, by the largest remainder method. Together they are
   * round(Σ counts · share), or fewer if the classes cannot spare that many. On equal remainders
   * the larger class gives first, then the earlier one.
   *
   * @param counts rows of each class
   * @param spare how many of them may be held out
   */
  static long[] of(long[] counts, long[] spare, double share) {
    long left = Math.round(Arrays.stream(counts).sum() * share);
    long[] held = new long[counts.length];
    double[] remainder = new double[counts.length];
    for (int c = 0; c < counts.length; c++) {
      double quota = counts[c] * share;
      held[c] = Math.min((long) quota, spare[c]);
      remainder[c] = quota - (long) quota;
      left -= held[c];
    }
    int[] order =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer c) -> -remainder[c])
                    .thenComparingLong(c -> -counts[c]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (boolean gives = true; gives && left > 0; ) {
      gives = false;
      for (int i = 0; i < order.length && left > 0; i++) {
        if (held[order[i]] < spare[order[i]]) {
          held[order[i]]++;
          left--;
          gives = true;
        }
      }
    }
    return held;
  }
}
