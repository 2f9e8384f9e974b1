package org.lockstep.model.layer;

import java.io.Serializable;
import java.util.List;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;

/**
 * A layer on the way from features to logits: a description, without numbers. Parameters and memory
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
    /** A step's gradient: dropout is active. */
    TRAINING,
    /** Scores and predictions: dropout is off. */
    PREDICTION
  }

  /** As users write it: {@code dense 256}. */
  String text();

  /** The number of output units for this many inputs. */
  int outputs(int inputs);

  /** The arrays of parameters, in their order in θ; none for most layers. */
  default List<ParameterSpec> parameters(int inputs) {
    return List.of();
  }

  /** The layers inside this one, one after another. In θ they follow its own parameters. */
  default List<Layer> inner() {
    return List.of();
  }

  /**
   * Whether the layer maps each element by itself. Then {@code outputs(n) = n}, and dX can share
   * the memory of dY.
   */
  default boolean isElementwise() {
    return false;
  }

  /** Whether Y can overwrite X: the backward pass does not need X. */
  default boolean mayOverwriteInput() {
    return false;
  }

  /** Whether the backward pass needs Y, so that the next layer must not overwrite it. */
  default boolean needsOutput() {
    return false;
  }

  /** Whether X can be a batch of features as it lies in memory; otherwise it must be a matrix. */
  default boolean takesBatch() {
    return false;
  }

  /** The fewest rows in a batch on which the layer can be trained. */
  default int fewestRows() {
    return 1;
  }

  /** What the layer keeps from the forward to the backward pass in addition to X and Y. */
  default Memory memory(int inputs, int capacity, Arithmetic arithmetic) {
    return Memory.NONE;
  }

  /**
   * Computes Y from X.
   *
   * @param x rows x inputs
   * @param parameters as {@link #parameters} lists them
   * @param memory as {@link #memory} made it
   * @param y rows x outputs, overwritten; x itself if {@link #mayOverwriteInput} allows it
   */
  void forward(Rows x, LayerArrays parameters, Memory memory, Matrix y, Pass pass);

  /**
   * Computes the derivatives with respect to the parameters and X from the derivative with respect
   * to Y.
   *
   * @param x rows x inputs, or what the layer has overwritten it with
   * @param y rows x outputs
   * @param dY rows x outputs
   * @param gradients with respect to the parameters: overwritten, or added to
   * @param dX rows x inputs, overwritten; dY itself for elementwise layers; null if not needed
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
   * Called after the backward pass: adds the layer's observations of the rows, times their weight,
   * to the gradients of its {@linkplain Role#STATISTIC statistics}.
   *
   * @param weight Σ of the rows' weights
   */
  default void observe(Memory memory, LayerArrays gradients, double weight, boolean accumulate) {}
}
