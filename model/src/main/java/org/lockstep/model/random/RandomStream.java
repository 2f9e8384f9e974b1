package org.lockstep.model.random;

/**
 * A stream of random numbers that is a pure function of its key: Java's {@code SplitMix64} (G.
 * Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), written
 * out so that no JDK release can change a trained model.
 */
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;
  private double spareGaussian = Double.NaN;

  /**
   * The stream with this key.
   *
   * @param purpose keeps streams of different uses apart
   * @param seed the run's seed
   * @param a first part of the thing being chosen; 0 if the purpose has fewer parts
   * @param b second part
   * @param c third part
   */
  public RandomStream(Purpose purpose, long seed, long a, long b, long c) {
    reset(purpose, seed, a, b, c);
  }

  /** What a stream is for. The numbers are part of every trained model: never change them. */
  public enum Purpose {
    /** Initial weights: seed, layer. */
    INITIAL_WEIGHTS(1),
    /** The order of a shard's rows: seed, epoch, shard. */
    ROW_ORDER(2),
    /** The units that dropout drops for a row: seed, epoch, layer, row. */
    DROPOUT(3),
    /**
     * Which rows are held out: seed, number of rows, the class from 1 or 0 for all rows together,
     * and 1 for whole groups, otherwise 0.
     */
    SPLIT(4),
    /** A row of a synthetic data set: seed, row. */
    SYNTHETIC_ROW(5),
    /** The parameters that a gradient check looks at: seed, array. */
    CHECKED_PARAMETERS(6),
    /** Initial biases: seed, layer. */
    INITIAL_BIASES(7),
    /** How often a bootstrap draws a row, or several: seed, and the row or the replicate. */
    BOOTSTRAP(8),
    /** Which rows a picture shows: seed, row. */
    SHOWN_ROWS(9),
    /** Rows and weights that a bias starts from: seed, layer. */
    DATA_START(10),
    /** The order of a column's values after shuffling: seed, column, repeat, block. */
    SHUFFLED_COLUMN(11),
    /** The settings of a trial of a search: seed, trial. */
    TRIAL(13);

    private final long number;

    Purpose(long number) {
      this.number = number;
    }
  }

  /** Starts the stream of another key, without allocating. */
  public void reset(Purpose purpose, long seed, long a, long b, long c) {
    long h = mix(purpose.number * GOLDEN_GAMMA);
    h = mix((h ^ seed) + GOLDEN_GAMMA);
    h = mix((h ^ a) + GOLDEN_GAMMA);
    h = mix((h ^ b) + GOLDEN_GAMMA);
    state = mix((h ^ c) + GOLDEN_GAMMA);
    spareGaussian = Double.NaN;
  }

  /** The next 64 random bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1), in steps of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /** Uniform in [0, bound), without bias; bound is positive. */
  public long nextLong(long bound) {
    // Rejects the few values of the last, incomplete run of `bound` numbers.
    while (true) {
      long bits = nextLong() >>> 1;
      long value = bits % bound;
      if (bits - value + (bound - 1) >= 0) {
        return value;
      }
    }
  }

  /**
   * Standard normal, by Box and Muller (1958) with {@link StrictMath}: the same bits everywhere.
   */
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    double angle = 2 * Math.PI * nextDouble();
    spareGaussian = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /** A random order of 0..n-1 (Fisher and Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = (int) nextLong(i + 1L);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  // Stafford's variant 13, the finaliser of java.util.SplittableRandom.
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
