package org.lockstep.model.prepare;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.SparseFeatures;

/**
 * Finds the numbers at given ranks of columns, exactly, in a few passes over the shards: a radix
 * search, eight bits of the numbers per pass, the highest first. The result depends on the rows
 * alone, in whatever order they are counted. Many columns are searched block by block, so that the
 * counts of a pass stay small.
 *
 * <p>In each pass: {@link #count} every shard, {@linkplain Counts#merge merge} the counts, {@link
 * #narrow}.
 */
public final class RankSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;

  /** With six ranks each, the counts of a pass take at most 12 MiB. */
  private static final int BLOCK_COLUMNS = 1 << 10;

  private final int[] columns;
  private final long[][] ranks; // by column: each rank, counted among the numbers with its prefix
  private final long[][] prefixes; // by column and rank: the highest bits, those known so far
  private final int bits; // of a number
  private int known; // number of known bits, of the block's numbers
  private int from; // the first column of the block

  /**
   * A search for ranks.
   *
   * @param columns indices of raw values
   * @param ranks for each column, from 0 and below the count of its numbers
   * @param precise whether the shards hold doubles that are not floats
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

  /** The raw values that are searched, as indices. */
  int[] columns() {
    return columns.clone();
  }

  /** Whether every number is found. */
  public boolean isDone() {
    return from == columns.length;
  }

  /** How many numbers continue with each digit, by column of the block and rank. */
  public static final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[][][] counts;

    private Counts(long[][] prefixes, int from, int to) {
      counts = new long[to - from][][];
      Arrays.setAll(counts, c -> new long[prefixes[from + c].length][]);
    }

    /** The number of columns that are counted. */
    int columns() {
      return counts.length;
    }

    /** Adds the counts of other rows. */
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

  /** Counts a shard's numbers; missing ones, NaN, do not count. */
  public Counts count(Shard shard) {
    int to = to();
    Counts counts = new Counts(prefixes, from, to);
    Column[] searched = new Column[to - from];
    for (int c = from; c < to; c++) {
      for (int r = 0; r < prefixes[c].length; r++) {
        if (first(c, r) == r) {
          counts.counts[c - from][r] = new long[DIGITS];
        }
      }
      searched[c - from] = new Column(prefixes[c], counts.counts[c - from]);
    }
    Features features = shard.features();
    SparseFeatures sparse = features instanceof SparseFeatures s ? s : null;
    double[] row = new double[sparse == null ? features.width() : 0];
    int[] places = Arrays.copyOfRange(columns, from, to);
    int unknown = bits - known;
    boolean isFloat = bits == Float.SIZE;
    for (int i = 0; i < features.rows(); i++) {
      if (sparse == null) {
        features.loadRow(i, row);
      }
      for (int c = 0; c < searched.length; c++) {
        double x = sparse == null ? row[places[c]] : sparse.get(i, places[c]);
        if (!Double.isNaN(x)) {
          searched[c].count(isFloat ? sortableFloat(x) : sortableDouble(x), unknown);
        }
      }
    }
    return counts;
  }

  /** The distinct prefixes of a column, and the counts of each. */
  private static final class Column {
    private final long[] prefixes;
    private final long[][] counts;

    Column(long[] prefixes, long[][] counts) {
      int[] firsts = IntStream.range(0, counts.length).filter(r -> counts[r] != null).toArray();
      this.prefixes = Arrays.stream(firsts).mapToLong(r -> prefixes[r]).toArray();
      this.counts = Arrays.stream(firsts).mapToObj(r -> counts[r]).toArray(long[][]::new);
    }

    /** Counts a number, of which this many bits are not known yet. */
    void count(long number, int unknown) {
      long high = unknown == Long.SIZE ? 0 : number >>> unknown;
      for (int r = 0; r < prefixes.length; r++) {
        if (prefixes[r] == high) {
          counts[r][(int) (number >>> (unknown - DIGIT_BITS)) & (DIGITS - 1)]++;
          return; // prefixes are distinct
        }
      }
    }
  }

  /** The first rank of a column with the same prefix as this one, and so the same counts. */
  private int first(int column, int rank) {
    int first = 0;
    while (prefixes[column][first] != prefixes[column][rank]) {
      first++;
    }
    return first;
  }

  /** The end of the block. */
  private int to() {
    return Math.min(columns.length, from + BLOCK_COLUMNS);
  }

  /** Takes the counts of all shards, which give eight more bits of each number of the block. */
  public void narrow(Counts counts) {
    for (int c = from; c < to(); c++) {
      int[] firsts = new int[prefixes[c].length];
      for (int r = 0; r < firsts.length; r++) {
        firsts[r] = first(c, r);
      }
      for (int r = 0; r < firsts.length; r++) {
        long[] of = counts.counts[c - from][firsts[r]];
        int digit = 0;
        while (ranks[c][r] >= of[digit]) {
          ranks[c][r] -= of[digit++];
        }
        prefixes[c][r] = prefixes[c][r] << DIGIT_BITS | digit;
      }
    }
    known += DIGIT_BITS;
    if (known == bits) {
      from = to();
      known = 0;
    }
  }

  /** The number at a rank, once all are found. */
  public double number(int column, int rank) {
    long number = prefixes[column][rank];
    if (bits == Float.SIZE) {
      int sorted = (int) number ^ Integer.MIN_VALUE;
      return Float.intBitsToFloat(sorted ^ ((sorted >> 31) & Integer.MAX_VALUE));
    }
    long sorted = number ^ Long.MIN_VALUE;
    return Double.longBitsToDouble(sorted ^ ((sorted >> 63) & Long.MAX_VALUE));
  }

  /** Bits whose unsigned order is that of the numbers. */
  private static long sortableFloat(double x) {
    int raw = Float.floatToRawIntBits((float) (x + 0.0)); // -0.0 becomes 0.0
    return ((raw ^ ((raw >> 31) & Integer.MAX_VALUE)) ^ Integer.MIN_VALUE) & 0xffff_ffffL;
  }

  private static long sortableDouble(double x) {
    long raw = Double.doubleToRawLongBits(x + 0.0);
    return raw ^ ((raw >> 63) & Long.MAX_VALUE) ^ Long.MIN_VALUE;
  }
}
