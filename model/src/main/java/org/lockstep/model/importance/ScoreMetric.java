package org.lockstep.model.importance;

import java.util.Arrays;
import java.util.List;
import org.lockstep.model.data.Task;

/** A number that says how good predictions are, as in {@code evaluate}. */
public enum ScoreMetric {
  /** The share of correct classes, or of correct answers for several labels. */
  ACCURACY(false),
  /** The mean of -ln p of the true class, or of each label's true answer; p is at least 2^-52. */
  LOG_LOSS(true),
  /** The mean R² over the targets. */
  R2(false),
  /** The mean over the targets of the root mean squared error, in their own unit. */
  RMSE(true),
  /** The mean over the targets of the mean absolute error, in their own unit. */
  MAE(true);

  private final boolean isLoss;

  ScoreMetric(boolean isLoss) {
    this.isLoss = isLoss;
  }

  /** Whether less is better. */
  public boolean isLoss() {
    return isLoss;
  }

  /** Whether the metric applies to predictions of this task. */
  public boolean fits(Task task) {
    return (task == Task.REGRESSION) == (this == R2 || this == RMSE || this == MAE);
  }

  /** The metrics that apply to predictions of this task; the first is the default. */
  public static List<ScoreMetric> of(Task task) {
    return Arrays.stream(values()).filter(metric -> metric.fits(task)).toList();
  }

  /**
   * How much worse the metric gets.
   *
   * @return positive if {@code worse} is worse than {@code before}
   */
  public double lost(double before, double worse) {
    return isLoss ? worse - before : before - worse;
  }
}
