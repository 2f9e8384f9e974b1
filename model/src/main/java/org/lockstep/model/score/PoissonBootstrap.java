package org.lockstep.model.score;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * A bootstrap that needs no second pass over the rows: a replicate takes each row Poisson(1) times
 * (N. Oza, S. Russell 2001; N. Chamandy and others 2012). That number is a function of (seed,
 * replicate, row), or of (seed, replicate, place in a histogram), and so the same on any number of
 * tasks. The sum over n rows of Poisson(1) is Poisson(n), so rows that count alike are drawn
 * together.
 */
final class PoissonBootstrap {
  /** Enough for two digits of an interval's bounds; a multiple of 4. */
  static final int REPLICATES = 200;

  private static final long SEED = 0;
  private static final double E_TO_MINUS_1 = 0.36787944117144233;
  private static final int EXACT_UP_TO = 64;
  private static final double[] E_TO_MINUS = new double[EXACT_UP_TO + 1];

  /** Poisson(1) from 16 random bits, to within 2^-16: a branch per draw would cost more. */
  private static final byte[] POISSON_OF_1 = new byte[1 << 16];

  static {
    for (int n = 0; n <= EXACT_UP_TO; n++) {
      E_TO_MINUS[n] = StrictMath.exp(-n);
    }
    byte k = 0;
    double probability = E_TO_MINUS_1;
    double sum = probability; // P(Poisson(1) <= k)
    for (int bits = 0; bits < POISSON_OF_1.length; bits++) {
      while ((bits + 0.5) / POISSON_OF_1.length > sum) {
        k++;
        probability /= k;
        sum += probability;
      }
      POISSON_OF_1[bits] = k;
    }
  }

  private PoissonBootstrap() {}

  /**
   * How often each replicate takes a row.
   *
   * @param stream used for the draw, without allocating
   * @param times one per replicate, overwritten
   */
  static void drawRow(RandomStream stream, long row, int[] times) {
    stream.reset(Purpose.BOOTSTRAP, SEED, 0, row, 0);
    for (int r = 0; r < times.length; r += 4) {
      long bits = stream.nextLong();
      times[r] = POISSON_OF_1[(int) (bits >>> 48)];
      times[r + 1] = POISSON_OF_1[(int) (bits >>> 32) & 0xffff];
      times[r + 2] = POISSON_OF_1[(int) (bits >>> 16) & 0xffff];
      times[r + 3] = POISSON_OF_1[(int) bits & 0xffff];
    }
  }

  /** The stream of a replicate, for drawing rows that count alike, group by group. */
  static RandomStream ofReplicate(int replicate) {
    return new RandomStream(Purpose.BOOTSTRAP, SEED, 1, replicate, 0);
  }

  /** How often a replicate takes n rows in all: Poisson(n), normal if n is large. */
  static double draw(RandomStream stream, long n) {
    if (n == 0) {
      return 0;
    }
    if (n == 1) {
      return POISSON_OF_1[(int) (stream.nextLong() >>> 48)];
    }
    if (n > EXACT_UP_TO) {
      return Math.max(0, Math.rint(n + Math.sqrt((double) n) * stream.nextGaussian()));
    }
    double u = stream.nextDouble();
    double probability = E_TO_MINUS[(int) n];
    int k = 0;
    while (u >= probability && probability > 0) { // inversion, term by term
      u -= probability;
      k++;
      probability *= (double) n / k;
    }
    return k;
  }

  /**
   * The interval that the replicates give.
   *
   * @param replicate gives the metric of the next replicate; NaN if it has none
   * @return empty if no replicate has the metric
   */
  static Optional<Interval> interval(DoubleSupplier replicate) {
    double[] values = new double[REPLICATES];
    int n = 0;
    for (int r = 0; r < REPLICATES; r++) {
      double value = replicate.getAsDouble();
      if (Double.isFinite(value)) {
        values[n++] = value;
      }
    }
    if (n == 0) {
      return Optional.empty();
    }
    double[] sorted = Arrays.copyOf(values, n);
    Arrays.sort(sorted);
    return Optional.of(new Interval(percentile(sorted, 0.025), percentile(sorted, 0.975)));
  }

  /** Interpolates between the two nearest values, as NumPy's percentile does. */
  private static double percentile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
