package org.lockstep.spark.sweep;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All cells of a sweep that have ended so far.
 *
 * @param grid what was asked for
 * @param accuracyName what the accuracy is for this task: "accuracy" or "R²"
 * @param outcomes in the order of the grid
 */
public record SweepResult(Grid grid, String accuracyName, List<Outcome> outcomes) {
  public SweepResult {
    outcomes = List.copyOf(outcomes);
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
   * The best cell among those that were trained: of equal accuracies the one with the lower loss,
   * of equal losses the earlier one.
   */
  public Optional<Outcome> best() {
    return ranked().stream().findFirst();
  }

  /** The cells that were trained, best first. */
  public List<Outcome> ranked() {
    Comparator<Outcome> byAccuracy = Comparator.comparingDouble(o -> -number(o, decisive()));
    return outcomes.stream()
        .filter(Outcome::wasTrained)
        .sorted(byAccuracy.thenComparingDouble(o -> number(o, decisiveLoss())))
        .toList();
  }

  private static double number(Outcome outcome, Metric metric) {
    OptionalDouble value = outcome.value(metric);
    return value.isPresent() && !Double.isNaN(value.getAsDouble())
        ? value.getAsDouble()
        : metric.isLoss() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }
}
