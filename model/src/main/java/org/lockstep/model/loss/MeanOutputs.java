package org.lockstep.model.loss;

import java.util.Arrays;
import org.lockstep.model.kernel.Log;
import org.lockstep.model.math.Matrix;

/**
 * The mean of the outputs of K members, {@code ā = Σ a / K}, summed member by member in double
 * precision. Probabilities are averaged, not logits: L. Breiman, "Bagging Predictors", 1996; B.
 * Lakshminarayanan, A. Pritzel and C. Blundell, "Simple and Scalable Predictive Uncertainty
 * Estimation Using Deep Ensembles", NeurIPS 2017. With scaled targets, it is the mean of scaled
 * numbers.
 */
public final class MeanOutputs {
  private final OutputLoss loss;
  private final int members;
  private final int outputs;
  private final double[] sum; // Σ a
  private final double[] opposite; // Σ 1 - a of sigmoids, precise where a is near 1; else null
  private int rows;

  /**
   * The mean of K members' outputs.
   *
   * @param outputs per member
   * @param capacity the largest number of rows
   */
  public MeanOutputs(OutputLoss loss, int members, int outputs, int capacity) {
    this.loss = loss;
    this.members = members;
    this.outputs = outputs;
    this.sum = new double[Math.multiplyExact(capacity, outputs)];
    this.opposite = loss.activation() == OutputActivation.SIGMOID ? new double[sum.length] : null;
  }

  /** Starts over with this many rows. */
  public void clear(int wanted) {
    rows = wanted;
    Arrays.fill(sum, 0, rows * outputs, 0);
    if (opposite != null) {
      Arrays.fill(opposite, 0, rows * outputs, 0);
    }
  }

  /**
   * Adds a member's outputs.
   *
   * @param z its logits, rows x outputs, left unchanged
   */
  public void add(Matrix z, OutputLoss.Scratch scratch) {
    loss.addOutputs(z, 1, sum, scratch);
    if (opposite != null) {
      loss.addOutputs(z, -1, opposite, scratch); // 1 - σ(z) = σ(-z)
    }
  }

  /** Stores ā, rows x outputs. */
  public void toOutputs(Matrix a) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < outputs; j++) {
        a.set(i, j, sum[i * outputs + j] / members);
      }
    }
  }

  /** Stores the logits, rows x outputs, whose outputs are ā: log ā of a softmax. */
  public void toLogits(Matrix z) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < outputs; j++) {
        z.set(i, j, logit(i * outputs + j));
      }
    }
  }

  private double logit(int k) {
    return switch (loss.activation()) {
      case LINEAR -> sum[k] / members;
      case SOFTMAX, EXP -> log(sum[k] / members);
      case SIGMOID -> log(sum[k]) - log(opposite[k]);
    };
  }

  /** The logarithm of x; finite even at 0, which tiny probabilities round to. */
  private static double log(double x) {
    return x < Double.MIN_NORMAL ? Log.of(Double.MIN_NORMAL) : Log.of(x);
  }
}
