package org.lockstep.spark.sweep;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lockstep.model.text.Text;

/**
 * All cells of a sweep, or runs of a search, that have ended so far.
 *
 * @param grid the requested grid
 * @param accuracyName what the accuracy is for this task: "accuracy" or "R²"
 * @param outcomes in the order of the table
 * @param contenders the outcomes among which the best is chosen
 * @param favourite number of the cell that wins among equal accuracies; 0 for none
 */
public record SweepResult(
    Grid grid,
    String accuracyName,
    List<Outcome> outcomes,
    List<Outcome> contenders,
    int favourite) {
  private static final Grid NO_GRID = new Grid(List.of());
  private static final int NONE = 0;

  public SweepResult {
    outcomes = List.copyOf(outcomes);
    contenders = List.copyOf(contenders);
  }

  /** A result in which every outcome is a contender. */
  public SweepResult(Grid grid, String accuracyName, List<Outcome> outcomes) {
    this(grid, accuracyName, outcomes, outcomes, NONE);
  }

  /** The metrics that at least one cell has. */
  public List<Metric> metrics() {
    return Arrays.stream(Metric.values())
        .filter(metric -> outcomes.stream().anyMatch(o -> o.value(metric).isPresent()))
        .toList();
  }

  /**
   * The metric that decides which cell is best: the accuracy (R² for regression) on validation
   * rows, without them on test rows, and without either on training rows.
   */
  public Metric decisive() {
    List<Metric> there = metrics();
    if (there.contains(Metric.VALIDATION_ACCURACY)) {
      return Metric.VALIDATION_ACCURACY;
    }
    return there.contains(Metric.TEST_ACCURACY) ? Metric.TEST_ACCURACY : Metric.TRAIN_ACCURACY;
  }

  private Metric decisiveLoss() {
    return switch (decisive()) {
      case VALIDATION_ACCURACY -> Metric.VALIDATION_LOSS;
      case TEST_ACCURACY -> Metric.TEST_LOSS;
      default -> Metric.TRAIN_LOSS;
    };
  }

  /**
   * The best cell among those that were trained. On equal accuracies the favourite wins, then the
   * lower loss, then the earlier cell.
   */
  public Optional<Outcome> best() {
    return ranked().stream().findFirst();
  }

  /** The contenders that were trained, best first. */
  public List<Outcome> ranked() {
    Comparator<Outcome> byAccuracy = Comparator.comparingDouble(o -> -number(o, decisive()));
    return contenders.stream()
        .filter(Outcome::wasTrained)
        .sorted(
            byAccuracy
                .thenComparing(o -> o.cell().number() != favourite) // false comes first
                .thenComparingDouble(o -> number(o, decisiveLoss())))
        .toList();
  }

  /** The deciding metric of a single outcome, in words; for a failed one, the reason. */
  public static String inWords(Outcome outcome, String accuracyName) {
    if (!outcome.wasTrained()) {
      return outcome.how() + ": " + outcome.detail();
    }
    Metric decisive = new SweepResult(NO_GRID, accuracyName, List.of(outcome)).decisive();
    return Text.format(
        "%s %.4f in %.1f s",
        decisive.text(accuracyName), outcome.value(decisive).orElse(Double.NaN), outcome.seconds());
  }

  private static double number(Outcome outcome, Metric metric) {
    OptionalDouble value = outcome.value(metric);
    return value.isPresent() && !Double.isNaN(value.getAsDouble())
        ? value.getAsDouble()
        : metric.isLoss() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }
}
