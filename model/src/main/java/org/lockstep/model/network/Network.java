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

  /** The network that this describes. */
  public Network(NetworkSpec spec) {
    this.spec = spec;
    this.layout = ParameterLayout.of(spec);
  }

  /** What it looks like. */
  public NetworkSpec spec() {
    return spec;
  }

  /** Where its parameters lie. */
  public ParameterLayout layout() {
    return layout;
  }

  /** Whether the first rows of θ are those of a matrix that sparse rows are multiplied by. */
  boolean hasSparseGradient() {
    return spec.sparse() && spec.layers().get(0) instanceof Dense;
  }

  /** What to take down of a gradient: rows of W1 where the network's rows are sparse; else none. */
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
   * From the derivative by the logits, which stands in their place, those by every parameter.
   *
   * @param accumulate whether to add to the sum's gradient rather than overwrite it
   */
  private static void backward(Workspace w, GradientSum sum, boolean accumulate) {
    w.stack().backward(w.input(), w.parameters(), sum.views().ofLayers(), accumulate);
  }

  /**
   * Loss and gradient of the rows in the workspace.
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
   * Adds on which side of each kink of its activations and its loss the latest {@link #gradient}
   * was: a bit for each kink of each unit of each row, none for functions without. Where two θ give
   * the same bits, and all between them, the loss is smooth between them.
   *
   * @return one behind the last bit
   */
  public int addSides(Workspace w, BitSet sides) {
    int bit = w.stack().addSides(sides, 0);
    if (!spec.outputLoss().hasKink()) {
      return bit;
    }
    Matrix dZ = w.logits(); // its sign is that of the error
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
   * The logits of the rows in the workspace: rows x outputs, valid until the next call. Of several
   * members, those whose outputs are the mean of all members' outputs.
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
