package org.lockstep.model.network;

import java.util.List;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.loss.BatchTargets;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.random.RandomStream;

/**
 * The memory of one thread that computes with a network: a batch of rows and every intermediate.
 * Sized once; a step allocates nothing. θ is the caller's, read in place.
 */
public final class Workspace {
  private final Arithmetic arithmetic;
  private final Dropout dropout;
  private final int capacity;
  private final ParameterLayout layout;
  private final Matrix input; // capacity x inputs
  private final Matrix[] activations; // per layer: capacity x units; the last holds the logits
  private final Matrix[] derivatives; // per hidden layer, as activations
  private final Matrix[] masks; // per hidden layer, with dropout only
  private final Matrix[] dropped; // per hidden layer, with dropout only
  private final BatchTargets targets;
  private final OutputLoss.Scratch scratch;
  private final RandomStream random = new RandomStream(RandomStream.Purpose.DROPOUT, 0, 0, 0, 0);
  private final double[] maskRow;
  private LayerViews views; // of θ
  private LayerViews earlierViews; // of the θ before: a trainer alternates between two vectors

  /**
   * Memory for batches of up to {@code capacity} rows.
   *
   * @param dropout applied while training
   */
  public Workspace(Network network, Arithmetic arithmetic, Dropout dropout, int capacity) {
    Topology topology = network.topology();
    List<Integer> hidden = topology.hidden();
    this.arithmetic = arithmetic;
    this.dropout = dropout;
    this.capacity = capacity;
    this.layout = network.layout();
    this.input = arithmetic.matrix(capacity, topology.inputs());
    this.activations = matrices(topology.layers());
    this.derivatives = matrices(hidden);
    this.masks = matrices(dropout.isOn() ? hidden : List.of());
    this.dropped = matrices(dropout.isOn() ? hidden : List.of());
    this.targets = new BatchTargets(capacity, topology.outputs());
    this.scratch = new OutputLoss.Scratch(topology.outputs());
    this.maskRow = new double[hidden.stream().mapToInt(Integer::intValue).max().orElse(0)];
  }

  private Matrix[] matrices(List<Integer> widths) {
    return widths.stream().map(width -> arithmetic.matrix(capacity, width)).toArray(Matrix[]::new);
  }

  /** The largest batch. */
  public int capacity() {
    return capacity;
  }

  /** How numbers are made and multiplied here. */
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  /**
   * Computes with these parameters from now on. They are not copied: θ must not change as long as
   * it is computed with. Going back and forth between two vectors allocates nothing.
   */
  public void setParameters(FlatVector theta) {
    if (views != null && views.areOf(theta)) {
      return;
    }
    LayerViews known = earlierViews;
    earlierViews = views;
    views = known != null && known.areOf(theta) ? known : new LayerViews(layout, arithmetic, theta);
  }

  /** X, rows x inputs: to be filled with a batch's features. */
  public Matrix input() {
    return input;
  }

  /** To be filled with a batch's targets. */
  public BatchTargets targets() {
    return targets;
  }

  /** Uses the first {@code rows} rows of every matrix. */
  public void setRows(int rows) {
    input.setRows(rows);
    setRows(activations, rows);
    setRows(derivatives, rows);
    setRows(masks, rows);
    setRows(dropped, rows);
  }

  /** Draws the dropout masks of batch row {@code i}, which is row {@code row} of the data set. */
  public void drawMasks(int i, int epoch, long row) {
    for (int l = 0; l < masks.length; l++) {
      dropout.fillMask(masks[l], i, epoch, l, row, random, maskRow);
    }
  }

  /** Whether hidden units are dropped while training. */
  public boolean hasDropout() {
    return dropout.isOn();
  }

  private static void setRows(Matrix[] matrices, int rows) {
    for (Matrix matrix : matrices) {
      matrix.setRows(rows);
    }
  }

  Matrix weights(int layer) {
    return views.weights(layer);
  }

  Matrix biases(int layer) {
    return views.biases(layer);
  }

  Matrix layerInput(int layer, boolean training) {
    if (layer == 0) {
      return input;
    }
    return training && hasDropout() ? dropped[layer - 1] : activations[layer - 1];
  }

  Matrix activations(int layer) {
    return activations[layer];
  }

  Matrix derivatives(int layer) {
    return derivatives[layer];
  }

  Matrix mask(int layer) {
    return masks[layer];
  }

  Matrix dropped(int layer) {
    return dropped[layer];
  }

  Matrix logits() {
    return activations[activations.length - 1];
  }

  OutputLoss.Scratch scratch() {
    return scratch;
  }
}
