package org.lockstep.model.loss;

import org.lockstep.model.math.Matrix;
import org.lockstep.model.score.Score;

/**
 * An output activation and the loss behind it, as one: both are computed from the logits, where
 * they are stable and their common derivative is simple. A wrong pairing cannot be built. All
 * arithmetic of a row is in double precision, whatever the network's.
 */
public enum OutputLoss {
  /**
   * {@code a = softmax(z)}, {@code L = -Σ y·log a = log Σ exp z - Σ y·z} for a one-hot y, by
   * log-sum-exp around the row's maximum; {@code dZ = a - y}.
   */
  SOFTMAX_CROSS_ENTROPY {
    @Override
    double forwardRow(double[] z, double[] y, int outputs) {
      double max = z[0];
      for (int j = 1; j < outputs; j++) {
        max = Math.max(max, z[j]);
      }
      double sum = 0;
      double chosen = 0; // Σ y·(z - max)
      for (int j = 0; j < outputs; j++) {
        double shifted = z[j] - max;
        chosen += y[j] == 0 ? 0 : y[j] * shifted;
        z[j] = Math.exp(shifted);
        sum += z[j];
      }
      for (int j = 0; j < outputs; j++) {
        z[j] /= sum;
      }
      return Math.log(sum) - chosen;
    }

    @Override
    void backwardRow(double[] a, double[] y, int outputs) {
      for (int j = 0; j < outputs; j++) {
        a[j] -= y[j];
      }
    }
  },

  /**
   * {@code a = σ(z)}, {@code L = -Σ y·log a + (1-y)·log(1-a) = Σ max(z, 0) - y·z + log(1 +
   * exp(-|z|))}; {@code dZ = a - y}.
   */
  SIGMOID_CROSS_ENTROPY {
    @Override
    double forwardRow(double[] z, double[] y, int outputs) {
      double loss = 0;
      for (int j = 0; j < outputs; j++) {
        loss += Math.max(z[j], 0) - y[j] * z[j] + Math.log1p(Math.exp(-Math.abs(z[j])));
        z[j] = sigmoid(z[j]);
      }
      return loss;
    }

    @Override
    void backwardRow(double[] a, double[] y, int outputs) {
      for (int j = 0; j < outputs; j++) {
        a[j] -= y[j];
      }
    }
  },

  /** {@code a = z}, {@code L = ½‖a - y‖²}; {@code dZ = a - y}. */
  LINEAR_SQUARED_ERROR {
    @Override
    double forwardRow(double[] z, double[] y, int outputs) {
      return halfSquaredDistance(z, y, outputs);
    }

    @Override
    void backwardRow(double[] a, double[] y, int outputs) {
      for (int j = 0; j < outputs; j++) {
        a[j] -= y[j];
      }
    }
  },

  /** {@code a = σ(z)}, {@code L = ½‖a - y‖²}; {@code dZ = (a - y) ⊙ a ⊙ (1 - a)}. */
  SIGMOID_SQUARED_ERROR {
    @Override
    double forwardRow(double[] z, double[] y, int outputs) {
      for (int j = 0; j < outputs; j++) {
        z[j] = sigmoid(z[j]);
      }
      return halfSquaredDistance(z, y, outputs);
    }

    @Override
    void backwardRow(double[] a, double[] y, int outputs) {
      for (int j = 0; j < outputs; j++) {
        a[j] = (a[j] - y[j]) * a[j] * (1 - a[j]);
      }
    }
  };

  /** z becomes a in place; gives the row's loss. */
  abstract double forwardRow(double[] z, double[] y, int outputs);

  /** a becomes dZ in place. */
  abstract void backwardRow(double[] a, double[] y, int outputs);

  /**
   * Scores the rows of a batch.
   *
   * @param z rows x outputs: the logits, left as they are
   * @param targets the rows' targets and weights
   * @param score receives each row
   * @param scratch of this network's output width
   */
  public void forward(Matrix z, BatchTargets targets, Score score, Scratch scratch) {
    run(z, targets, score, scratch, false);
  }

  /**
   * Scores the rows of a batch and replaces the logits by the derivative of the summed loss.
   *
   * @param z rows x outputs: the logits, overwritten by dZ, each row times its weight
   */
  public void forwardBackward(Matrix z, BatchTargets targets, Score score, Scratch scratch) {
    run(z, targets, score, scratch, true);
  }

  /** Replaces the logits of each row by the outputs: probabilities, or predicted numbers. */
  public void predict(Matrix z, Scratch scratch) {
    for (int i = 0; i < z.rows(); i++) {
      z.loadRow(i, scratch.z);
      forwardRow(scratch.z, scratch.zeros, z.columns());
      z.storeRow(i, scratch.z);
    }
  }

  private void run(Matrix z, BatchTargets targets, Score score, Scratch scratch, boolean backward) {
    int outputs = z.columns();
    double[] a = scratch.z;
    double[] y = scratch.y;
    boolean ofClasses = score.isOfClasses();
    for (int i = 0; i < z.rows(); i++) {
      z.loadRow(i, a);
      targets.loadRow(i, y);
      double weight = targets.weight(i);
      double loss = forwardRow(a, y, outputs);
      int label = targets.label(i);
      if (ofClasses && label != BatchTargets.NO_CLASS) {
        score.addClass(a, label, loss, weight);
      } else {
        score.add(a, y, loss, weight);
      }
      if (backward) {
        backwardRow(a, y, outputs);
        for (int j = 0; j < outputs; j++) {
          a[j] *= weight;
        }
        z.storeRow(i, a);
      }
    }
  }

  /** Row buffers, made once per workspace. */
  public static final class Scratch {
    private final double[] z;
    private final double[] y;
    private final double[] zeros;

    /** Buffers for rows of {@code outputs}. */
    public Scratch(int outputs) {
      z = new double[outputs];
      y = new double[outputs];
      zeros = new double[outputs];
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double halfSquaredDistance(double[] a, double[] y, int outputs) {
    double sum = 0;
    for (int j = 0; j < outputs; j++) {
      sum += (a[j] - y[j]) * (a[j] - y[j]);
    }
    return sum / 2;
  }
}
