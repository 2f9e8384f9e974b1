package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * A sample of a column's different numbers, with whether each is repeated. It shows whether the
 * numbers name rows. A number's hash alone decides whether it is in the sample, so the sample is
 * the same however the rows are divided: Gibbons, "Distinct sampling for highly-accurate answers to
 * distinct values queries", VLDB 2001.
 */
final class NumberSample implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 256;

  private final Map<Long, Boolean> repeated = new HashMap<>(); // by hash
  private int level; // this many last bits of each hash are 0

  void add(double number) {
    long hash = hash(number);
    if (isIn(hash)) {
      add(hash, repeated.containsKey(hash));
    }
  }

  /** Adds the numbers of other rows. */
  void addAll(NumberSample other) {
    level = Math.max(level, other.level);
    prune();
    other.repeated.forEach(
        (hash, isRepeated) -> {
          if (isIn(hash)) {
            add(hash, isRepeated || repeated.containsKey(hash));
          }
        });
  }

  private void add(long hash, boolean isRepeated) {
    repeated.put(hash, isRepeated);
    while (repeated.size() > MOST) {
      level++;
      prune();
    }
  }

  private void prune() {
    repeated.keySet().removeIf(hash -> !isIn(hash));
  }

  private boolean isIn(long hash) {
    return Long.numberOfTrailingZeros(hash) >= level;
  }

  /** Whether no number of the sample occurs twice. */
  boolean areAllDifferent() {
    return !repeated.containsValue(true);
  }

  /** Mixes the bits of a number, one to one: David Stafford's variant 13 of MurmurHash3's mixer. */
  private static long hash(double number) {
    long z = Double.doubleToLongBits(number + 0.0); // -0 is 0
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
