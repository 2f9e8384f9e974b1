package org.lockstep.model.network;

import java.util.BitSet;
import org.lockstep.model.layer.DenseLayer;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.score.Score;

/**
 * A multilayer perceptron as functions of (θ, X): the parameters and every intermediate live in a
 * {@link Workspace}, so one network serves any number of threads.
 */
public final class Network {
  private final Topology topology;
  private final ParameterLayout layout;
  private final int layers;

  /** The network of this topology. */
  public Network(Topology topology) {
    this.topology = topology;
    this.layout = ParameterLayout.of(topology);
    this.layers = topology.layers().size();
  }

  /** What it looks like. */
  public Topology topology() {
    return topology;
  }

  /** Where its parameters lie. */
  public ParameterLayout layout() {
    return layout;
  }

  /**
   * Computes the logits of the rows in the workspace: for each layer {@code Z = X·W + b}, and for
   * hidden layers {@code A = g(Z)}, of which dropout keeps {@code A ⊙ M}.
   *
   * @param training whether dropout, if the workspace has it, is applied
   */
  void forward(Workspace w, boolean training) {
    for (int l = 0; l < layers; l++) {
      Matrix z = w.activations(l);
      DenseLayer.forward(w.layerInput(l, training), w.weights(l), w.biases(l), z);
      if (l < layers - 1) {
        topology.activation().forward(z);
        if (training && w.hasDropout()) {
          w.dropped(l).copyFrom(z);
          w.dropped(l).multiplyElements(w.mask(l));
        }
      }
    }
  }

  /**
   * From dZ of the last layer, which stands in the place of the logits, the derivatives by every
   * parameter.
   *
   * @param accumulate whether to add to the sum's gradient rather than overwrite it
   */
  void backward(Workspace w, GradientSum sum, boolean accumulate) {
    Matrix dZ = w.activations(layers - 1);
    for (int l = layers - 1; l >= 0; l--) {
      Matrix dX = l == 0 ? null : w.derivatives(l - 1);
      DenseLayer.backward(
          w.layerInput(l, true),
          w.weights(l),
          dZ,
          sum.views().weights(l),
          sum.views().biases(l),
          dX,
          accumulate);
      if (l > 0) {
        if (w.hasDropout()) {
          dX.multiplyElements(w.mask(l - 1)); // dA = d(A ⊙ M) ⊙ M
        }
        topology.activation().backward(dX, w.activations(l - 1)); // dZ = dA ⊙ g'(Z)
        dZ = dX;
      }
    }
  }

  /**
   * Loss and gradient of the rows in the workspace.
   *
   * @param sum its score receives every row, its gradient is overwritten or added to
   * @param accumulate whether to add to the gradient
   */
  public void gradient(Workspace w, GradientSum sum, boolean accumulate) {
    forward(w, true);
    topology.outputLoss().forwardBackward(w.logits(), w.targets(), sum.score(), w.scratch());
    backward(w, sum, accumulate);
  }

  /**
   * On which side of its kink each hidden unit was in the latest computation: one bit for each unit
   * of each row of each layer, in this order from the last, says whether it was above 0. Empty for
   * activations without a kink. Where two θ give the same, and all between them, the loss is smooth
   * between them.
   */
  public BitSet activeUnits(Workspace w) {
    BitSet active = new BitSet();
    int bit = 0;
    for (int l = 0; topology.activation().isReluFamily() && l < layers - 1; l++) {
      Matrix a = w.activations(l);
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0; j < a.columns(); j++) {
          active.set(bit++, a.get(i, j) > 0);
        }
      }
    }
    return active;
  }

  /** Scores the rows in the workspace as a prediction would: without dropout. */
  public void score(Workspace w, Score score) {
    forward(w, false);
    topology.outputLoss().forward(w.logits(), w.targets(), score, w.scratch());
  }

  /** The logits of the rows in the workspace: rows x outputs, valid until the next call. */
  public Matrix logits(Workspace w) {
    forward(w, false);
    return w.logits();
  }

  /** The outputs for the rows in the workspace: rows x outputs, valid until the next call. */
  public Matrix predict(Workspace w) {
    forward(w, false);
    topology.outputLoss().predict(w.logits(), w.scratch());
    return w.logits();
  }
}
