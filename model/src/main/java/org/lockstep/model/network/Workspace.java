package org.lockstep.model.network;

import java.util.Collections;
import java.util.List;
import org.lockstep.model.layer.LayerArrays;
import org.lockstep.model.layer.LayerStack;
import org.lockstep.model.loss.BatchTargets;
import org.lockstep.model.loss.MeanOutputs;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.random.RandomStream;

/**
 * The memory of one thread that computes with a network: a batch of rows and every intermediate.
 * Sized once; a step allocates nothing. θ is the caller's, read in place.
 */
public final class Workspace {
  private final Arithmetic arithmetic;
  private final Network network;
  private final int capacity;
  private final Batch input; // X
  private final LayerStack stack;
  private final BatchTargets targets;
  private final OutputLoss.Scratch scratch;
  private final MeanOutputs mean; // of members; null for a single network
  private final RandomStream random = new RandomStream(RandomStream.Purpose.DROPOUT, 0, 0, 0, 0);
  private final double[] maskRow;
  private ParameterViews views; // of θ
  private ParameterViews earlierViews; // of the last θ: a trainer alternates between two vectors

  /** Memory for batches of up to {@code capacity} rows. */
  public Workspace(Network network, Arithmetic arithmetic, int capacity) {
    NetworkSpec spec = network.spec();
    List<Integer> widths = spec.widths();
    this.arithmetic = arithmetic;
    this.network = network;
    this.capacity = capacity;
    this.input =
        spec.sparse()
            ? arithmetic.sparseRows(capacity, spec.inputs())
            : arithmetic.batch(capacity, spec.inputs());
    this.stack = new LayerStack(spec.layers(), spec.inputs(), capacity, arithmetic, false);
    this.targets = new BatchTargets(capacity, spec.outputs());
    this.scratch = new OutputLoss.Scratch(spec.outputs());
    this.mean =
        spec.members() == 1
            ? null
            : new MeanOutputs(spec.outputLoss(), spec.members(), spec.outputs(), capacity);
    this.maskRow = new double[Collections.max(widths)];
  }

  /** The largest number of rows in a batch. */
  public int capacity() {
    return capacity;
  }

  /** The arithmetic of all vectors and matrices here. */
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  /**
   * Computes with these parameters from now on. They are not copied: θ must not change while it is
   * in use. Going back and forth between two vectors allocates nothing.
   */
  public void setParameters(FlatVector theta) {
    if (views != null && views.areOf(theta)) {
      return;
    }
    ParameterViews known = earlierViews;
    earlierViews = views;
    views =
        known != null && known.areOf(theta)
            ? known
            : new ParameterViews(network, arithmetic, theta);
  }

  /** X, rows x inputs, to be filled with a batch's features. */
  public Batch input() {
    return input;
  }

  /** The targets, to be filled with those of a batch. */
  public BatchTargets targets() {
    return targets;
  }

  /** Uses the first {@code rows} rows of every matrix. */
  public void setRows(int rows) {
    input.setRows(rows);
    stack.setRows(rows);
  }

  /** Draws the dropout masks of batch row {@code i}, which is row {@code row} of the data set. */
  public void drawMasks(int i, long seed, int epoch, long row) {
    drawMasks(i, seed, epoch, row, 1);
  }

  /**
   * The same with scaled probabilities.
   *
   * @param factor the factor of each probability, in [0, 1]
   */
  public void drawMasks(int i, long seed, int epoch, long row, double factor) {
    stack.drawMasks(i, seed, epoch, row, random, maskRow, factor);
  }

  /** The layers, with the matrices between them. */
  LayerStack stack() {
    return stack;
  }

  List<LayerArrays> parameters() {
    return views.ofLayers();
  }

  List<LayerArrays> parameters(int member) {
    return views.ofMember(member);
  }

  MeanOutputs mean() {
    return mean;
  }

  Matrix logits() {
    return stack.output();
  }

  OutputLoss.Scratch scratch() {
    return scratch;
  }
}
