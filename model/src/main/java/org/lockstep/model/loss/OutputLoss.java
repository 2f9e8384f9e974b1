package org.lockstep.model.loss;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.choice.Choice;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.score.Score;

/**
 * An output activation fused with its loss. Both are computed from the logits, which is numerically
 * stable and gives them a simple common derivative. A wrong pairing cannot be constructed. A row's
 * arithmetic is in double precision, whatever the network's precision.
 */
public sealed interface OutputLoss extends Choice<OutputLoss>, Serializable
    permits SoftmaxCrossEntropy,
        SigmoidCrossEntropy,
        LinearSquaredError,
        SigmoidSquaredError,
        LinearHuber,
        LinearAbsoluteError,
        LinearQuantile,
        ExpPoisson {

  /** All losses, with their default constants. */
  static List<OutputLoss> all() {
    return List.of(
        new SoftmaxCrossEntropy(),
        new SigmoidCrossEntropy(),
        new LinearSquaredError(),
        new SigmoidSquaredError(),
        new LinearHuber(),
        new LinearAbsoluteError(),
        new LinearQuantile(),
        new ExpPoisson());
  }

  /** The loss in words: {@code linear-huber 0.5}. */
  default String text() {
    return Choice.text(this, all());
  }

  /** The activation of the last layer. */
  OutputActivation activation();

  /**
   * Computes the outputs and losses of rows.
   *
   * @param z rows x outputs, row-major: the logits, overwritten with the outputs a
   * @param y the targets, of the same shape
   * @param losses one per row, overwritten
   * @param work scratch memory, of the shape of z
   */
  void forwardRows(double[] z, double[] y, int rows, int outputs, double[] losses, double[] work);

  /**
   * Computes the derivatives of the rows' losses with respect to their logits.
   *
   * @param a rows x outputs, row-major: the outputs, overwritten with dZ
   * @param y the targets, of the same shape
   */
  default void backwardRows(double[] a, double[] y, int rows, int outputs) {
    for (int i = 0; i < rows * outputs; i++) {
      a[i] -= y[i]; // dZ = a - y, where the loss matches the activation
    }
  }

  /** Whether the loss has a kink, a jump in its derivative, where an output equals its target. */
  default boolean hasKink() {
    return false;
  }

  /**
   * Scores the rows of a batch: their loss as training minimises it, label smoothing included, and
   * their errors in the targets' unit.
   *
   * @param z rows x outputs: the logits, left unchanged
   * @param targets the rows' targets and weights
   * @param score receives each row
   * @param scratch for this network's output width
   */
  default void forward(Matrix z, BatchTargets targets, Score score, Scratch scratch) {
    run(z, targets, score, scratch, false);
  }

  /**
   * Scores the rows of a batch and replaces the logits with the derivative of the summed loss.
   *
   * @param z rows x outputs: the logits, overwritten with dZ, each row multiplied by its weight
   */
  default void forwardBackward(Matrix z, BatchTargets targets, Score score, Scratch scratch) {
    run(z, targets, score, scratch, true);
  }

  /** Replaces the logits of each row with the outputs: probabilities, or predicted numbers. */
  default void predict(Matrix z, Scratch scratch) {
    int outputs = z.columns();
    for (int start = 0; start < z.rows(); start += scratch.rows) {
      int rows = Math.min(scratch.rows, z.rows() - start);
      z.loadRows(start, rows, scratch.z);
      forwardRows(scratch.z, scratch.zeros, rows, outputs, scratch.losses, scratch.work);
      z.storeRows(start, rows, scratch.z);
    }
  }

  /**
   * Adds the outputs of each row to {@code sum}.
   *
   * @param z rows x outputs: the logits, left unchanged
   * @param sign the factor of the logits: 1 or -1
   * @param sum rows x outputs, row-major
   */
  default void addOutputs(Matrix z, double sign, double[] sum, Scratch scratch) {
    int outputs = z.columns();
    for (int start = 0; start < z.rows(); start += scratch.rows) {
      int rows = Math.min(scratch.rows, z.rows() - start);
      z.loadRows(start, rows, scratch.z);
      for (int i = 0; i < rows * outputs; i++) {
        scratch.z[i] *= sign;
      }
      forwardRows(scratch.z, scratch.zeros, rows, outputs, scratch.losses, scratch.work);
      for (int i = 0; i < rows * outputs; i++) {
        sum[start * outputs + i] += scratch.z[i];
      }
    }
  }

  private void run(Matrix z, BatchTargets targets, Score score, Scratch scratch, boolean backward) {
    int outputs = z.columns();
    for (int start = 0; start < z.rows(); start += scratch.rows) {
      int rows = Math.min(scratch.rows, z.rows() - start);
      z.loadRows(start, rows, scratch.z);
      targets.loadRows(start, rows, scratch.y);
      forwardRows(scratch.z, scratch.y, rows, outputs, scratch.losses, scratch.work);
      score(start, rows, outputs, targets, score, scratch);
      if (backward) {
        backwardRows(scratch.z, scratch.y, rows, outputs);
        weigh(start, rows, outputs, targets, scratch.z);
        z.storeRows(start, rows, scratch.z);
      }
    }
  }

  private static void score(
      int start, int rows, int outputs, BatchTargets targets, Score score, Scratch scratch) {
    boolean ofClasses = score.isOfClasses();
    for (int i = 0; i < rows; i++) {
      System.arraycopy(scratch.z, i * outputs, scratch.rowA, 0, outputs);
      int label = targets.label(start + i);
      double weight = targets.weight(start + i);
      if (ofClasses && label != BatchTargets.NO_CLASS) {
        score.addClass(scratch.rowA, label, scratch.losses[i], weight);
      } else {
        System.arraycopy(scratch.y, i * outputs, scratch.rowY, 0, outputs);
        targets.toOwnUnit(start + i, scratch.rowA, scratch.rowY);
        score.add(scratch.rowA, scratch.rowY, scratch.losses[i], weight);
      }
    }
  }

  private static void weigh(
      int start, int rows, int outputs, BatchTargets targets, double[] derivatives) {
    for (int i = 0; i < rows; i++) {
      double weight = targets.weight(start + i);
      for (int j = i * outputs; j < (i + 1) * outputs; j++) {
        derivatives[j] *= weight;
      }
    }
  }

  /** Memory for blocks of rows, allocated once per workspace. */
  final class Scratch {
    private static final int MOST_VALUES = 4096;

    private final int rows; // per block
    private final double[] z;
    private final double[] y;
    private final double[] zeros;
    private final double[] work;
    private final double[] losses;
    private final double[] rowA;
    private final double[] rowY;

    /** Allocates memory for rows of {@code outputs} values. */
    public Scratch(int outputs) {
      rows = Math.max(1, MOST_VALUES / outputs);
      z = new double[rows * outputs];
      y = new double[rows * outputs];
      zeros = new double[rows * outputs];
      work = new double[rows * outputs];
      losses = new double[rows];
      rowA = new double[outputs];
      rowY = new double[outputs];
    }
  }
}
