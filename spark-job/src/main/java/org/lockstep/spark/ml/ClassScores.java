package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.kernel.Exp;
import org.lockstep.model.kernel.Sigmoid;
import org.lockstep.model.loss.OutputActivation;
import org.lockstep.model.score.Probability;

/**
 * From logits to what Spark calls raw predictions and probabilities: one number per class, for two
 * classes as for more; of several labels one per label. All is computed in double precision.
 */
final class ClassScores implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Task task;
  private final OutputActivation output;
  private final double threshold; // of two classes, NaN for none

  ClassScores(TargetSchema target, OutputActivation output) {
    this.task = target.task();
    this.output = output;
    this.threshold = target.threshold().orElse(Double.NaN);
  }

  /** Whether rows have several labels, each of which applies or not, and no class. */
  boolean areOfLabels() {
    return task == Task.MULTI_LABEL;
  }

  /** Whether the model has a threshold of its own, so that it may not predict the likeliest. */
  boolean hasThreshold() {
    return !Double.isNaN(threshold);
  }

  /** The logits; for two classes, whose network has one output z, {@code (-z, z)}. */
  double[] raw(double[] logits) {
    return task == Task.BINARY ? new double[] {-logits[0], logits[0]} : logits.clone();
  }

  /**
   * The probability of each class. Outputs that need not sum to 1, as those of several sigmoids or
   * of a linear layer, are made to: what is below 0 counts as 0. Of several labels each is a
   * probability by itself, from 0 to 1.
   */
  double[] probabilities(double[] raw) {
    return switch (output) {
      case SOFTMAX -> softmax(raw);
      case SIGMOID -> sigmoids(raw);
      case LINEAR -> linear(raw);
      case EXP -> throw new IllegalStateException("an exp is no probability");
    };
  }

  private static double[] softmax(double[] z) {
    double max = z[0];
    for (double value : z) {
      max = Math.max(max, value);
    }
    double[] p = new double[z.length];
    double sum = 0;
    for (int j = 0; j < z.length; j++) {
      p[j] = Exp.of(z[j] - max);
      sum += p[j];
    }
    for (int j = 0; j < z.length; j++) {
      p[j] /= sum;
    }
    return p;
  }

  private double[] sigmoids(double[] z) {
    double[] p = new double[z.length];
    for (int j = 0; j < z.length; j++) {
      p[j] = Sigmoid.of(z[j]);
    }
    return task == Task.CLASSIFICATION ? toSumOne(p) : p;
  }

  private double[] linear(double[] z) {
    if (task == Task.BINARY) {
      double second = Probability.of(z[1]);
      return new double[] {1 - second, second};
    }
    if (task == Task.MULTI_LABEL) {
      return Arrays.stream(z).map(Probability::of).toArray();
    }
    double[] p = new double[z.length];
    for (int j = 0; j < z.length; j++) {
      p[j] = Math.max(0, z[j]);
    }
    return toSumOne(p);
  }

  private static double[] toSumOne(double[] p) {
    double sum = 0;
    for (double value : p) {
      sum += value;
    }
    for (int j = 0; j < p.length; j++) {
      p[j] = sum == 0 ? 1.0 / p.length : p[j] / sum;
    }
    return p;
  }

  /** 1 for each label that is predicted, else 0. */
  double[] applying(double[] probabilities) {
    return Arrays.stream(probabilities).map(p -> Probability.applies(p) ? 1 : 0).toArray();
  }

  /**
   * The class with the largest p/t, the first of several.
   *
   * @param thresholds t, one per class; null for the model's own threshold, and where it has none
   *     for all the same
   */
  int best(double[] probabilities, double[] thresholds) {
    if (thresholds == null && hasThreshold()) {
      return probabilities[1] > threshold ? 1 : 0;
    }
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < probabilities.length; j++) {
      double scaled = thresholds == null ? probabilities[j] : probabilities[j] / thresholds[j];
      if (scaled > most) { // never where 0/0
        most = scaled;
        best = j;
      }
    }
    return best;
  }
}
