package org.lockstep.model.layer;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;

/**
 * A step on the way from features to logits: a description, without numbers. Parameters and memory
 * come from outside, so one layer serves any number of threads.
 */
public sealed interface Layer extends Serializable permits Dense, ActivationLayer, Dropout {

  /** What a pass through the network is for. */
  enum Pass {
    /** A step's gradient: dropout drops. */
    TRAINING,
    /** Scores and predictions: dropout lets everything pass. */
    PREDICTION
  }

  /** Units behind the layer. */
  int outputs(int inputs);

  /** The arrays of parameters, in their order in θ; none for most layers. */
  default List<ParameterSpec> parameters(int inputs) {
    return List.of();
  }

  /**
   * Whether it maps each element by itself. Then {@code outputs(n) = n}, and dX may lie where dY
   * does.
   */
  default boolean isElementwise() {
    return false;
  }

  /** Whether Y may lie where X does: the backward pass asks for X no more. */
  default boolean mayOverwriteInput() {
    return false;
  }

  /** Whether the backward pass asks for Y, so that the next layer may not overwrite it. */
  default boolean needsOutput() {
    return false;
  }

  /**
   * What it keeps from the forward to the backward pass beside X and Y: {@code capacity} rows each.
   */
  default List<Matrix> memory(int inputs, int capacity, Arithmetic arithmetic) {
    return List.of();
  }

  /**
   * Y from X.
   *
   * @param x rows x inputs
   * @param parameters as {@link #parameters} lists them
   * @param memory as {@link #memory} made it
   * @param y rows x outputs, overwritten; x itself where it may be
   */
  void forward(Rows x, List<Matrix> parameters, List<Matrix> memory, Matrix y, Pass pass);

  /**
   * The derivatives by the parameters and by X from that by Y.
   *
   * @param x rows x inputs, or what the layer has overwritten it by
   * @param y rows x outputs
   * @param dY rows x outputs
   * @param gradients of the parameters: overwritten, or added to
   * @param dX rows x inputs, overwritten; dY itself for elementwise layers; null where nobody needs
   *     it
   * @param accumulate whether to add to the gradients
   */
  void backward(
      Rows x,
      Matrix y,
      List<Matrix> parameters,
      List<Matrix> memory,
      Matrix dY,
      List<Matrix> gradients,
      Matrix dX,
      boolean accumulate);
}
