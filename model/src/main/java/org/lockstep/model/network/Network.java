package org.lockstep.model.network;

import java.util.BitSet;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Layer.Pass;
import org.lockstep.model.loss.MeanOutputs;
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

  /** The network that {@code spec} describes. */
  public Network(NetworkSpec spec) {
    this.spec = spec;
    this.layout = ParameterLayout.of(spec);
  }

  /** The description of the network. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The layout of the network's parameters. */
  public ParameterLayout layout() {
    return layout;
  }

  /** Whether θ begins with a matrix that sparse rows are multiplied by. */
  boolean hasSparseGradient() {
    return spec.sparse() && spec.layers().get(0) instanceof Dense;
  }

  /**
   * The record of a gradient's rows: those of W1 if the network's rows are sparse; otherwise none.
   */
  public TouchedRows touchedRows() {
    if (!hasSparseGradient()) {
      return new TouchedRows(0, 0, 0);
    }
    ParameterLayout.Array first = layout.arrays().get(0);
    return new TouchedRows(first.offset(), first.rows(), first.columns());
  }

  /** Computes the logits of the rows in the workspace, layer by layer. */
  private static void forward(Workspace w, Pass pass) {
    w.stack().forward(w.input(), w.parameters(), pass);
  }

  /** Adds up the outputs of all members for the rows in the workspace. */
  private MeanOutputs addMembers(Workspace w) {
    MeanOutputs mean = w.mean();
    mean.clear(w.logits().rows());
    for (int member = 0; member < spec.members(); member++) {
      w.stack().forward(w.input(), w.parameters(member), Pass.PREDICTION);
      mean.add(w.logits(), w.scratch());
    }
    return mean;
  }

  /**
   * Computes the derivatives with respect to every parameter from dZ, which has replaced the
   * logits.
   *
   * @param accumulate whether to add to the sum's gradient rather than overwrite it
   */
  private static void backward(Workspace w, GradientSum sum, boolean accumulate) {
    w.stack().backward(w.input(), w.parameters(), sum.views().ofLayers(), accumulate);
  }

  /**
   * Computes loss and gradient of the rows in the workspace.
   *
   * @param sum its score receives every row, its gradient is overwritten or added to
   * @param accumulate whether to add to the gradient
   */
  public void gradient(Workspace w, GradientSum sum, boolean accumulate) {
    forward(w, Pass.TRAINING);
    double before = sum.score().weight();
    spec.outputLoss().forwardBackward(w.logits(), w.targets(), sum.score(), w.scratch());
    backward(w, sum, accumulate);
    w.stack().observe(sum.views().ofLayers(), sum.score().weight() - before, accumulate);
  }

  /**
   * Adds bits that tell on which side of each kink of the activations and the loss the latest
   * {@link #gradient} was: one bit per kink, unit and row, and none for functions without kinks. If
   * two θ, and all θ between them, give the same bits, the loss is smooth between the two.
   *
   * @return one past the last bit
   */
  public int addSides(Workspace w, BitSet sides) {
    int bit = w.stack().addSides(w.input(), sides, 0);
    if (!spec.outputLoss().hasKink()) {
      return bit;
    }
    Matrix dZ = w.logits(); // has the sign of the error
    for (int i = 0; i < dZ.rows(); i++) {
      for (int j = 0; j < dZ.columns(); j++) {
        sides.set(bit++, dZ.get(i, j) > 0);
      }
    }
    return bit;
  }

  /** Scores the rows in the workspace as a prediction would: without dropout. */
  public void score(Workspace w, Score score) {
    spec.outputLoss().forward(logits(w), w.targets(), score, w.scratch());
  }

  /**
   * The logits of the rows in the workspace: rows x outputs, valid until the next call. With
   * several members, they are the logits whose outputs are the mean of all members' outputs.
   */
  public Matrix logits(Workspace w) {
    if (spec.members() > 1) {
      addMembers(w).toLogits(w.logits());
    } else {
      forward(w, Pass.PREDICTION);
    }
    return w.logits();
  }

  /** The outputs for the rows in the workspace: rows x outputs, valid until the next call. */
  public Matrix predict(Workspace w) {
    if (spec.members() > 1) {
      addMembers(w).toOutputs(w.logits());
    } else {
      forward(w, Pass.PREDICTION);
      spec.outputLoss().predict(w.logits(), w.scratch());
    }
    return w.logits();
  }
}
