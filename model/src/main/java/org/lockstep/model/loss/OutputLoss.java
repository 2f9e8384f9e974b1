package org.lockstep.model.loss;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.score.Score;
import org.lockstep.model.text.Named;

/**
 * An output activation and the loss behind it, as one: both are computed from the logits, where
 * they are stable and their common derivative is simple. A wrong pairing cannot be built. All
 * arithmetic of a row is in double precision, whatever the network's.
 */
public sealed interface OutputLoss extends Named, Serializable
    permits SoftmaxCrossEntropy, SigmoidCrossEntropy, LinearSquaredError, SigmoidSquaredError {

  /** All of them. */
  static List<OutputLoss> all() {
    return List.of(
        new SoftmaxCrossEntropy(),
        new SigmoidCrossEntropy(),
        new LinearSquaredError(),
        new SigmoidSquaredError());
  }

  /** The function of the last layer. */
  OutputActivation activation();

  /**
   * A row's outputs and loss.
   *
   * @param z the logits, overwritten by the outputs a
   * @param y the targets
   * @param outputs how many elements of both to take
   * @return L
   */
  double forwardRow(double[] z, double[] y, int outputs);

  /**
   * The derivative of a row's loss by its logits.
   *
   * @param a the outputs, overwritten by dZ
   * @param y the targets
   * @param outputs how many elements of both to take
   */
  void backwardRow(double[] a, double[] y, int outputs);

  /**
   * Scores the rows of a batch.
   *
   * @param z rows x outputs: the logits, left as they are
   * @param targets the rows' targets and weights
   * @param score receives each row
   * @param scratch of this network's output width
   */
  default void forward(Matrix z, BatchTargets targets, Score score, Scratch scratch) {
    run(z, targets, score, scratch, false);
  }

  /**
   * Scores the rows of a batch and replaces the logits by the derivative of the summed loss.
   *
   * @param z rows x outputs: the logits, overwritten by dZ, each row times its weight
   */
  default void forwardBackward(Matrix z, BatchTargets targets, Score score, Scratch scratch) {
    run(z, targets, score, scratch, true);
  }

  /** Replaces the logits of each row by the outputs: probabilities, or predicted numbers. */
  default void predict(Matrix z, Scratch scratch) {
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
  final class Scratch {
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
}
