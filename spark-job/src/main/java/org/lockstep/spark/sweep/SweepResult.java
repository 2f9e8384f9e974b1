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
 * @param grid what was asked for
 * @param accuracyName what the accuracy is for this task: "accuracy" or "R²"
 * @param outcomes in the order of a table
 * @param contenders those among them of which one is the best
 * @param favourite number of the cell that is the best of equal accuracies; 0 for none
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

  /** Of outcomes any of which may be the best. */
  public SweepResult(Grid grid, String accuracyName, List<Outcome> outcomes) {
    this(grid, accuracyName, outcomes, outcomes, NONE);
  }

  /** The numbers that at least one cell has. */
  public List<Metric> metrics() {
    return Arrays.stream(Metric.values())
        .filter(metric -> outcomes.stream().anyMatch(o -> o.value(metric).isPresent()))
        .toList();
  }

  /**
   * What decides which cell is best: the accuracy (R² for regression) on validation rows; without
   * such, on test rows; without either, on training rows.
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
   * The best cell among those that were trained: of equal accuracies the favourite, or else the one
   * with the lower loss, of equal losses the earlier one.
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

  /** What decides of an outcome alone, in words; of one that failed, why. */
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
