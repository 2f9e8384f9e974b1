package org.lockstep.model.prepare;

import java.io.Serializable;
import java.util.Arrays;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.Shard;

/**
 * Finds the numbers at given ranks of columns, exactly, in a few passes over the shards: a radix
 * search, eight bits of the numbers a pass, the highest first. What it finds depends on the rows
 * alone, in whatever order they are counted.
 *
 * <p>Of each pass: {@link #count} every shard, {@linkplain Counts#merge merge} the counts, {@link
 * #narrow}.
 */
public final class RankSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private final int[] columns;
  private final long[][] ranks; // by column: what is left of each rank among those of its prefix
  private final long[][] prefixes; // by column and rank: the highest bits that are known
  private final int bits; // of a number
  private int known; // bits

  /**
   * A search.
   *
   * @param columns indices of raw values
   * @param ranks for each column, from 0 and below the count of its numbers
   * @param precise whether the shards hold doubles that are no floats
   */
  public RankSearch(int[] columns, long[][] ranks, boolean precise) {
    this.columns = columns.clone();
    this.ranks = copy(ranks);
    this.prefixes = new long[columns.length][];
    Arrays.setAll(prefixes, c -> new long[ranks[c].length]);
    this.bits = precise ? Double.SIZE : Float.SIZE;
  }

  private static long[][] copy(long[][] ranks) {
    return Arrays.stream(ranks).map(long[]::clone).toArray(long[][]::new);
  }

  /** The raw values that are searched. */
  int[] columns() {
    return columns.clone();
  }

  /** Whether every number is found. */
  public boolean isDone() {
    return known == bits || columns.length == 0;
  }

  /** How many numbers go on with each digit, by column and rank. */
  public static final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[][][] counts;

    private Counts(long[][] prefixes) {
      counts = new long[prefixes.length][][];
      Arrays.setAll(counts, c -> new long[prefixes[c].length][]);
    }

    /** Adds those of other rows. */
    public Counts merge(Counts other) {
      for (int c = 0; c < counts.length; c++) {
        for (int r = 0; r < counts[c].length; r++) {
          if (counts[c][r] != null) {
            for (int digit = 0; digit < DIGITS; digit++) {
              counts[c][r][digit] += other.counts[c][r][digit];
            }
          }
        }
      }
      return this;
    }
  }

  /** Counts a shard's numbers; missing ones, NaN, are none. */
  public Counts count(Shard shard) {
    Counts counts = new Counts(prefixes);
    for (int c = 0; c < columns.length; c++) {
      for (int r = 0; r < prefixes[c].length; r++) {
        if (first(c, r) == r) {
          counts.counts[c][r] = new long[DIGITS];
        }
      }
    }
    Features features = shard.features();
    double[] row = new double[features.width()];
    for (int i = 0; i < features.rows(); i++) {
      features.loadRow(i, row);
      for (int c = 0; c < columns.length; c++) {
        double x = row[columns[c]];
        if (!Double.isNaN(x)) {
          count(counts.counts[c], prefixes[c], sortable(x));
        }
      }
    }
    return counts;
  }

  private void count(long[][] counts, long[] prefix, long number) {
    long high = known == 0 ? 0 : number >>> (bits - known);
    int digit = (int) (number >>> (bits - known - DIGIT_BITS)) & (DIGITS - 1);
    for (int r = 0; r < prefix.length; r++) {
      if (counts[r] != null && prefix[r] == high) {
        counts[r][digit]++;
      }
    }
  }

  /** The first rank of a column that has the prefix of this one, and so its counts. */
  private int first(int column, int rank) {
    int first = 0;
    while (prefixes[column][first] != prefixes[column][rank]) {
      first++;
    }
    return first;
  }

  /** Takes the counts of all shards: eight bits more of every number are known. */
  public void narrow(Counts counts) {
    for (int c = 0; c < columns.length; c++) {
      int[] firsts = new int[prefixes[c].length];
      for (int r = 0; r < firsts.length; r++) {
        firsts[r] = first(c, r);
      }
      for (int r = 0; r < firsts.length; r++) {
        long[] of = counts.counts[c][firsts[r]];
        int digit = 0;
        while (ranks[c][r] >= of[digit]) {
          ranks[c][r] -= of[digit++];
        }
        prefixes[c][r] = prefixes[c][r] << DIGIT_BITS | digit;
      }
    }
    known += DIGIT_BITS;
  }

  /** The number at a rank, where all are found. */
  public double number(int column, int rank) {
    long number = prefixes[column][rank];
    if (bits == Float.SIZE) {
      int sorted = (int) number ^ Integer.MIN_VALUE;
      return Float.intBitsToFloat(sorted ^ ((sorted >> 31) & Integer.MAX_VALUE));
    }
    long sorted = number ^ Long.MIN_VALUE;
    return Double.longBitsToDouble(sorted ^ ((sorted >> 63) & Long.MAX_VALUE));
  }

  /** Bits that are in order, without sign, as their numbers are. */
  private long sortable(double x) {
    double number = x + 0.0; // -0.0 becomes 0.0
    if (bits == Float.SIZE) {
      int raw = Float.floatToIntBits((float) number);
      return ((raw ^ ((raw >> 31) & Integer.MAX_VALUE)) ^ Integer.MIN_VALUE) & 0xffff_ffffL;
    }
    long raw = Double.doubleToLongBits(number);
    return raw ^ ((raw >> 63) & Long.MAX_VALUE) ^ Long.MIN_VALUE;
  }
}
