package org.lockstep.model.score;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A histogram of the rows of each of two classes by probability, from which ROC and
 * precision-recall curves are read.
 *
 * <p>There are up to {@link #MOST_BINS} bins, one per distinct probability while there are enough:
 * then every curve and area is exact. Beyond that, as few neighbours as possible share a bin:
 * probabilities that agree in all but the last s bits of their {@linkplain #keyOf key}, where s is
 * the smallest number for which there are enough bins. s depends only on the set of all
 * probabilities, not on the order of rows or on how parts are merged. Rows of one bin count as
 * ties, which changes the ROC area by at most half of the pairs of opposite classes that share a
 * bin ({@link ThresholdCurve#rocError}).
 */
final class RankSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bins of 40 bytes, in a table twice as large: 5 MB. */
  static final int MOST_BINS = (1 << 16) - 1;

  private static final int FEWEST_SLOTS = 64;
  private static final long EMPTY = -1;
  private static final long HALF = Double.doubleToRawLongBits(0.5);

  private final int mostBins;
  private int shift; // s
  private int bins;
  private long[] keys; // of the bin in each slot, shifted, or EMPTY
  private long[] rows; // [2·slot + class]
  private double[] weights; // [2·slot + class]

  RankSums() {
    this(MOST_BINS);
  }

  RankSums(int mostBins) {
    this.mostBins = mostBins;
    allocate(FEWEST_SLOTS);
  }

  private void allocate(int slots) {
    keys = new long[slots];
    Arrays.fill(keys, EMPTY);
    rows = new long[2 * slots];
    weights = new double[2 * slots];
  }

  /**
   * A non-negative number that grows with p. Its steps are as fine near 1 as near 0, relative to
   * the distance, since 1 - p is exact there.
   */
  static long keyOf(double p) {
    if (!(p > 0)) {
      return 0;
    }
    return p < 0.5
        ? Double.doubleToRawLongBits(p)
        : 2 * HALF - Double.doubleToRawLongBits(Math.max(0, 1 - p));
  }

  /** The probability of a key. */
  static double probabilityOf(long key) {
    return key < HALF
        ? Double.longBitsToDouble(key)
        : 1 - Double.longBitsToDouble(Math.max(0, 2 * HALF - key));
  }

  /** Adds a row of class 0 or 1, with the probability of class 1. */
  void add(double p, int label, double weight) {
    addTo(keyOf(p) >>> shift, label, 1, weight);
    makeFit();
  }

  void merge(RankSums other) {
    if (other.shift > shift) {
      coarsen(other.shift);
    }
    int by = shift - other.shift;
    for (int slot = 0; slot < other.keys.length; slot++) {
      if (other.keys[slot] != EMPTY) {
        long key = other.keys[slot] >>> by;
        addTo(key, 0, other.rows[2 * slot], other.weights[2 * slot]);
        addTo(key, 1, other.rows[2 * slot + 1], other.weights[2 * slot + 1]);
        // There is never more than one bin too many, which makes the shift grow.
        if (bins > mostBins) {
          makeFit();
          by = shift - other.shift;
        }
      }
    }
  }

  private void makeFit() {
    while (bins > mostBins) {
      coarsen(shift + 1);
    }
  }

  private void coarsen(int newShift) {
    rebuild(newShift - shift, keys.length);
    shift = newShift;
  }

  private void rebuild(int by, int slots) {
    long[] oldKeys = keys;
    long[] oldRows = rows;
    double[] oldWeights = weights;
    allocate(slots);
    bins = 0;
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldKeys[slot] != EMPTY) {
        int to = slotOf(oldKeys[slot] >>> by);
        for (int c = 0; c < 2; c++) {
          rows[2 * to + c] += oldRows[2 * slot + c];
          weights[2 * to + c] += oldWeights[2 * slot + c];
        }
      }
    }
  }

  private void addTo(long key, int label, long count, double weight) {
    int slot = slotOf(key);
    rows[2 * slot + label] += count;
    weights[2 * slot + label] += weight;
    if (2 * bins > keys.length) {
      rebuild(0, 2 * keys.length);
    }
  }

  /** The slot of a bin, which is made if it does not exist; linear probing. */
  private int slotOf(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
    while (keys[slot] != key) {
      if (keys[slot] == EMPTY) {
        keys[slot] = key;
        bins++;
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int[] sortedSlots(long[] keys) {
    return IntStream.range(0, keys.length)
        .filter(slot -> keys[slot] != EMPTY)
        .boxed()
        .sorted((a, b) -> Long.compare(keys[a], keys[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The curve of the rows so far, over all thresholds. */
  ThresholdCurve curve() {
    int[] slots = sortedSlots(keys);
    ThresholdCurve.Bin[] sorted = new ThresholdCurve.Bin[slots.length];
    for (int i = 0; i < slots.length; i++) {
      int slot = slots[slots.length - 1 - i]; // from the highest probability
      long first = keys[slot] << shift;
      sorted[i] =
          new ThresholdCurve.Bin(
              probabilityOf(first),
              probabilityOf(first + (1L << shift) - 1),
              rows[2 * slot],
              rows[2 * slot + 1],
              weights[2 * slot],
              weights[2 * slot + 1]);
    }
    return new ThresholdCurve(sorted);
  }
}
