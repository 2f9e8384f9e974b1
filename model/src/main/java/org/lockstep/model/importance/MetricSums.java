package org.lockstep.model.importance;

import java.io.Serializable;
import org.lockstep.model.data.Task;
import org.lockstep.model.score.Probability;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.Shard;

/** Sums over rows from which one metric is computed. Not thread-safe. */
final class MetricSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final double LEAST_PROBABILITY = 0x1.0p-52;

  private final ScoreMetric metric;
  private final boolean isBinary;
  private final Score score;
  private double logLoss; // Σ w·(-ln p)

  /**
   * Creates empty sums.
   *
   * @param threshold the threshold for two classes; NaN to predict the likeliest class
   */
  MetricSums(ScoreMetric metric, Task task, int outputs, double threshold) {
    this.metric = metric;
    this.isBinary = task == Task.BINARY;
    this.score = new Score(task, outputs, false, threshold);
  }

  /**
   * Adds a row.
   *
   * @param shard the shard with the row's target and weight
   * @param a the outputs, in the target's own unit
   * @param y scratch memory of the same length
   */
  void add(Shard shard, int row, double[] a, double[] y) {
    double weight = shard.weightAt(row);
    if (shard.hasClasses()) {
      int label = shard.classAt(row);
      score.addClass(a, label, 0, weight);
      if (metric == ScoreMetric.LOG_LOSS) {
        double p = Probability.of(isBinary ? a[0] : a[label]);
        logLoss += weight * surprise(isBinary && label == 0 ? 1 - p : p);
      }
      return;
    }
    shard.loadTargets(row, y);
    score.add(a, y, 0, weight);
    if (metric == ScoreMetric.LOG_LOSS) {
      double sum = 0;
      for (int j = 0; j < a.length; j++) {
        double p = Probability.of(a[j]);
        sum += surprise(y[j] > 0.5 ? p : 1 - p);
      }
      logLoss += weight * sum / a.length;
    }
  }

  private static double surprise(double p) {
    return -StrictMath.log(Math.max(p, LEAST_PROBABILITY));
  }

  MetricSums merge(MetricSums other) {
    score.merge(other.score);
    logLoss += other.logLoss;
    return this;
  }

  double value() {
    return switch (metric) {
      case ACCURACY, R2 -> score.accuracy();
      case LOG_LOSS -> logLoss / score.weight();
      case RMSE -> score.rmse();
      case MAE -> score.mae();
    };
  }

  long rows() {
    return score.rows();
  }
}
