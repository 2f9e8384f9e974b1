package org.lockstep.model.network;

import java.util.BitSet;
import java.util.List;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.Layer.Pass;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.TouchedRows;
import org.lockstep.model.score.Score;

/**
 * A network as functions of (θ, X): the parameters and every intermediate live in a {@link
 * Workspace}, so one network serves any number of threads.
 */
public final class Network {
  private final NetworkSpec spec;
  private final ParameterLayout layout;
  private final List<Layer> layers;

  /** The network that this describes. */
  public Network(NetworkSpec spec) {
    this.spec = spec;
    this.layout = ParameterLayout.of(spec);
    this.layers = spec.layers();
  }

  /** What it looks like. */
  public NetworkSpec spec() {
    return spec;
  }

  /** Where its parameters lie. */
  public ParameterLayout layout() {
    return layout;
  }

  /** What to take down of a gradient: rows of W1 where the network's rows are sparse; else none. */
  public TouchedRows touchedRows() {
    if (!spec.sparse()) {
      return new TouchedRows(0, 0, 0);
    }
    ParameterLayout.Array first = layout.arrays().get(0);
    return new TouchedRows(first.offset(), first.rows(), first.columns());
  }

  /** Computes the logits of the rows in the workspace, layer by layer. */
  private void forward(Workspace w, Pass pass) {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forward(w.input(l), w.parameters(l), w.memory(l), w.output(l), pass);
    }
  }

  /**
   * From the derivative by the logits, which stands in their place, those by every parameter.
   *
   * @param accumulate whether to add to the sum's gradient rather than overwrite it
   */
  private void backward(Workspace w, GradientSum sum, boolean accumulate) {
    for (int l = layers.size() - 1; l >= 0; l--) {
      layers
          .get(l)
          .backward(
              w.input(l),
              w.output(l),
              w.parameters(l),
              w.memory(l),
              w.derivative(l + 1),
              sum.views().ofLayer(l),
              w.derivative(l),
              accumulate);
    }
  }

  /**
   * Loss and gradient of the rows in the workspace.
   *
   * @param sum its score receives every row, its gradient is overwritten or added to
   * @param accumulate whether to add to the gradient
   */
  public void gradient(Workspace w, GradientSum sum, boolean accumulate) {
    forward(w, Pass.TRAINING);
    spec.outputLoss().forwardBackward(w.logits(), w.targets(), sum.score(), w.scratch());
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
    for (int l = 0; l < layers.size(); l++) {
      if (layers.get(l) instanceof ActivationLayer layer && layer.function().isReluFamily()) {
        Matrix a = w.output(l);
        for (int i = 0; i < a.rows(); i++) {
          for (int j = 0; j < a.columns(); j++) {
            active.set(bit++, a.get(i, j) > 0);
          }
        }
      }
    }
    return active;
  }

  /** Scores the rows in the workspace as a prediction would: without dropout. */
  public void score(Workspace w, Score score) {
    forward(w, Pass.PREDICTION);
    spec.outputLoss().forward(w.logits(), w.targets(), score, w.scratch());
  }

  /** The logits of the rows in the workspace: rows x outputs, valid until the next call. */
  public Matrix logits(Workspace w) {
    forward(w, Pass.PREDICTION);
    return w.logits();
  }

  /** The outputs for the rows in the workspace: rows x outputs, valid until the next call. */
  public Matrix predict(Workspace w) {
    forward(w, Pass.PREDICTION);
    spec.outputLoss().predict(w.logits(), w.scratch());
    return w.logits();
  }
}
