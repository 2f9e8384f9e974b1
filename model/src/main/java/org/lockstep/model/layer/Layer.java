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
public sealed interface Layer extends Serializable
    permits Dense,
        ActivationLayer,
        ParametricActivation,
        Dropout,
        Embedding,
        PeriodicEmbedding,
        ScalingLayer,
        LayerNorm,
        BatchNorm,
        Residual {

  /** What a pass through the network is for. */
  enum Pass {
    /** A step's gradient: dropout drops. */
    TRAINING,
    /** Scores and predictions: dropout lets everything pass. */
    PREDICTION
  }

  /** As users write it: {@code dense 256}. */
  String text();

  /** Units behind the layer. */
  int outputs(int inputs);

  /** The arrays of parameters, in their order in θ; none for most layers. */
  default List<ParameterSpec> parameters(int inputs) {
    return List.of();
  }

  /** The layers that it is made of, one behind the other, behind its own parameters in θ. */
  default List<Layer> inner() {
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

  /** Whether X may be a batch of features as it lies in memory, else it is a matrix. */
  default boolean takesBatch() {
    return false;
  }

  /** The fewest rows of a batch that it can be trained on. */
  default int fewestRows() {
    return 1;
  }

  /** What it keeps from the forward to the backward pass beside X and Y. */
  default Memory memory(int inputs, int capacity, Arithmetic arithmetic) {
    return Memory.NONE;
  }

  /**
   * Y from X.
   *
   * @param x rows x inputs
   * @param parameters as {@link #parameters} lists them
   * @param memory as {@link #memory} made it
   * @param y rows x outputs, overwritten; x itself where it may be
   */
  void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass);

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
      LayerArrays parameters,
      Memory memory,
      Matrix dY,
      LayerArrays gradients,
      Matrix dX,
      boolean accumulate);

  /**
   * Behind the backward pass: adds what the layer observed of the rows, times their weight, to the
   * gradients of its {@linkplain Role#STATISTIC statistics}.
   *
   * @param weight Σ of the rows' weights
   */
  default void observe(Memory memory, LayerArrays gradients, double weight, boolean accumulate) {}
}
