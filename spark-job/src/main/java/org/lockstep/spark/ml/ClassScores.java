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
 * Turns logits into Spark's raw predictions and probabilities: one number per class, also for two
 * classes, or one per label for several labels. Everything is computed in double precision.
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

  /** Whether rows have several labels, each of which applies or not, instead of a class. */
  boolean areOfLabels() {
    return task == Task.MULTI_LABEL;
  }

  /**
   * Whether the model has its own threshold, so that it does not always predict the most probable
   * class.
   */
  boolean hasThreshold() {
    return !Double.isNaN(threshold);
  }

  /** The logits, or {@code (-z, z)} for two classes, whose network has one output z. */
  double[] raw(double[] logits) {
    return task == Task.BINARY ? new double[] {-logits[0], logits[0]} : logits.clone();
  }

  /**
   * The probability of each class. Outputs that need not sum to 1, such as several sigmoids or a
   * linear layer, are normalised; values below 0 count as 0. With several labels, each has its own
   * probability from 0 to 1.
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

  /** 1 for each predicted label, otherwise 0. */
  double[] applying(double[] probabilities) {
    return Arrays.stream(probabilities).map(p -> Probability.applies(p) ? 1 : 0).toArray();
  }

  /**
   * The class with the largest p/t; the first one if several are equal.
   *
   * @param thresholds t, one per class; null for the model's own threshold, or equal thresholds if
   *     it has none
   */
  int best(double[] probabilities, double[] thresholds) {
    if (thresholds == null && hasThreshold()) {
      return probabilities[1] > threshold ? 1 : 0;
    }
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < probabilities.length; j++) {
      double scaled = thresholds == null ? probabilities[j] : probabilities[j] / thresholds[j];
      if (scaled > most) { // never true for 0/0
        most = scaled;
        best = j;
      }
    }
    return best;
  }
}
