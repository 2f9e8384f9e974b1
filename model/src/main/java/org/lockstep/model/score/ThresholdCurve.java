package org.lockstep.model.score;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.lockstep.model.random.RandomStream;

/**
 * How rows of two classes are predicted at every threshold: a row is predicted as class 1 if its
 * probability is greater. Rows count by their weight.
 */
public final class ThresholdCurve {
  private static final Point NONE = new Point(1, 0, 0, 0, 0); // no row is predicted as class 1

  private final Bin[] bins; // from the highest probability
  private final double[] truePositives; // weight of class 1 above and within each bin
  private final double[] falsePositives; // the same for class 0
  private final double positives;
  private final double negatives;

  /**
   * Rows that no threshold tells apart.
   *
   * @param low the smallest probability of the bin
   * @param high the largest probability of the bin
   * @param rows0 rows of class 0
   * @param rows1 rows of class 1
   * @param weight0 weight of the rows of class 0
   * @param weight1 weight of the rows of class 1
   */
  record Bin(double low, double high, long rows0, long rows1, double weight0, double weight1) {}

  /**
   * One threshold.
   *
   * @param threshold t: a row is predicted as class 1 if p > t
   * @param falsePositiveRate the share of class 0 that is predicted as class 1
   * @param truePositiveRate the share of class 1 that is predicted as class 1: recall
   * @param precision the share of the rows predicted as class 1 that belong to it
   * @param f1 the harmonic mean of precision and recall
   */
  public record Point(
      double threshold,
      double falsePositiveRate,
      double truePositiveRate,
      double precision,
      double f1) {}

  ThresholdCurve(Bin[] bins) {
    this.bins = bins;
    this.truePositives = new double[bins.length];
    this.falsePositives = new double[bins.length];
    double ones = 0;
    double zeros = 0;
    for (int i = 0; i < bins.length; i++) {
      ones += bins[i].weight1();
      zeros += bins[i].weight0();
      truePositives[i] = ones;
      falsePositives[i] = zeros;
    }
    this.positives = ones;
    this.negatives = zeros;
  }

  /** Whether both classes have rows of positive weight; otherwise there are no curves. */
  public boolean hasBothClasses() {
    return positives > 0 && negatives > 0;
  }

  /** The share of class 1: the precision if all rows are predicted as class 1. */
  public double share() {
    return positives / (positives + negatives);
  }

  /** The number of distinct thresholds. */
  public int points() {
    return bins.length;
  }

  /**
   * Threshold {@code i}, from 0, falling: it predicts the rows of {@code i + 1} bins as class 1.
   */
  public Point point(int i) {
    double taken = truePositives[i] + falsePositives[i];
    return new Point(
        threshold(i),
        ratio(falsePositives[i], negatives),
        ratio(truePositives[i], positives),
        ratio(truePositives[i], taken),
        ratio(2 * truePositives[i], taken + positives));
  }

  /** Midway between a bin and the one below; the bound below if p > t would fail for the bin. */
  private double threshold(int i) {
    double above = bins[i].low();
    double below = i + 1 < bins.length ? bins[i + 1].high() : 0;
    double middle = below + (above - below) / 2;
    return middle < above ? middle : below;
  }

  /**
   * The area under the ROC curve, by trapezoids: the share of pairs of both classes in which the
   * row of class 1 has the greater probability, ties by half (H. Mann, D. Whitney 1947).
   *
   * @return empty if a class has no rows
   */
  public OptionalDouble rocArea() {
    if (!hasBothClasses()) {
      return OptionalDouble.empty();
    }
    double pairs = 0;
    for (int i = 0; i < bins.length; i++) {
      double above = truePositives[i] - bins[i].weight1();
      pairs += bins[i].weight0() * (above + bins[i].weight1() / 2);
    }
    return OptionalDouble.of(pairs / (positives * negatives));
  }

  /**
   * The largest possible error of the ROC area: 0 while each distinct probability has its own bin.
   */
  public double rocError() {
    double pairs = 0;
    for (Bin bin : bins) {
      if (bin.low() < bin.high()) {
        pairs += bin.weight0() * bin.weight1();
      }
    }
    return hasBothClasses() ? pairs / 2 / (positives * negatives) : 0;
  }

  /**
   * The area under the precision-recall curve as the average precision: Σ(Rᵢ - Rᵢ₋₁)·Pᵢ over the
   * falling thresholds, without interpolation.
   *
   * @return empty if a class has no rows
   */
  public OptionalDouble averagePrecision() {
    if (!hasBothClasses()) {
      return OptionalDouble.empty();
    }
    double area = 0;
    for (int i = 0; i < bins.length; i++) {
      area +=
          bins[i].weight1()
              / positives
              * ratio(truePositives[i], truePositives[i] + falsePositives[i]);
    }
    return OptionalDouble.of(area);
  }

  /** The threshold with the largest F1; of equals, the one nearest to 0.5. */
  public Optional<Point> bestF1() {
    return hasBothClasses() ? best(Point::f1) : Optional.empty();
  }

  /**
   * The threshold with the lowest cost; of equals, the one nearest to 0.5; 1 if it costs least to
   * predict no row as class 1.
   */
  public Optional<Point> leastCost(Costs costs) {
    if (!hasBothClasses()) {
      return Optional.empty();
    }
    Point best = best(p -> -cost(p, costs)).orElseThrow();
    return Optional.of(cost(NONE, costs) < cost(best, costs) ? NONE : best);
  }

  /** The mean cost of a row at a threshold. */
  public double cost(Point at, Costs costs) {
    double wrong0 = at.falsePositiveRate() * negatives;
    double wrong1 = (1 - at.truePositiveRate()) * positives;
    return (costs.falsePositive() * wrong0 + costs.falseNegative() * wrong1)
        / (positives + negatives);
  }

  private Optional<Point> best(ToDoubleFunction<Point> worth) {
    Point best = null;
    for (int i = 0; i < bins.length; i++) {
      Point point = point(i);
      // p > t is never true for a probability of 0
      if (bins[i].low() > 0 && (best == null || isBetter(point, best, worth))) {
        best = point;
      }
    }
    return Optional.ofNullable(best).or(() -> Optional.of(NONE));
  }

  private static boolean isBetter(Point point, Point best, ToDoubleFunction<Point> worth) {
    int order = Double.compare(worth.applyAsDouble(point), worth.applyAsDouble(best));
    return order > 0
        || (order == 0 && Math.abs(point.threshold() - 0.5) < Math.abs(best.threshold() - 0.5));
  }

  /** Where the ROC area would lie on other rows; empty if a class has no rows. */
  public Optional<Interval> rocInterval() {
    if (!hasBothClasses()) {
      return Optional.empty();
    }
    int[] replicate = {0};
    return PoissonBootstrap.interval(() -> rocAreaOf(PoissonBootstrap.ofReplicate(replicate[0]++)));
  }

  private double rocAreaOf(RandomStream stream) {
    double ones = 0;
    double zeros = 0;
    double pairs = 0;
    for (Bin bin : bins) {
      double one = drawn(stream, bin.rows1(), bin.weight1());
      double zero = drawn(stream, bin.rows0(), bin.weight0());
      pairs += zero * (ones + one / 2);
      ones += one;
      zeros += zero;
    }
    return pairs / (ones * zeros);
  }

  /** Rows that share a bin and a class count by their mean weight. */
  private static double drawn(RandomStream stream, long rows, double weight) {
    return rows == 0 ? 0 : PoissonBootstrap.draw(stream, rows) * (weight / rows);
  }

  private static double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0;
  }
}
