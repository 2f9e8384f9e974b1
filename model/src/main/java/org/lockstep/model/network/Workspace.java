package org.lockstep.model.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.loss.BatchTargets;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Rows;
import org.lockstep.model.random.RandomStream;

/**
 * The memory of one thread that computes with a network: a batch of rows and every intermediate.
 * Sized once; a step allocates nothing. θ is the caller's, read in place.
 */
public final class Workspace {
  private final Arithmetic arithmetic;
  private final Network network;
  private final List<Layer> layers;
  private final int capacity;
  private final Batch input; // X
  private final Matrix[] values; // by layer, what it makes of its input; the last are the logits
  private final Matrix[] derivatives; // by layer, by its input; the first is null
  private final List<List<Matrix>> memories; // of each layer
  private final BatchTargets targets;
  private final OutputLoss.Scratch scratch;
  private final RandomStream random = new RandomStream(RandomStream.Purpose.DROPOUT, 0, 0, 0, 0);
  private final double[] maskRow;
  private ParameterViews views; // of θ
  private ParameterViews earlierViews; // of the θ before: a trainer alternates between two vectors

  /** Memory for batches of up to {@code capacity} rows. */
  public Workspace(Network network, Arithmetic arithmetic, int capacity) {
    NetworkSpec spec = network.spec();
    List<Integer> widths = spec.widths();
    this.arithmetic = arithmetic;
    this.network = network;
    this.layers = spec.layers();
    this.capacity = capacity;
    this.input =
        spec.sparse()
            ? arithmetic.sparseRows(capacity, spec.inputs())
            : arithmetic.batch(capacity, spec.inputs());
    this.values = values(widths);
    this.derivatives = derivatives();
    this.memories = memories();
    this.targets = new BatchTargets(capacity, spec.outputs());
    this.scratch = new OutputLoss.Scratch(spec.outputs());
    this.maskRow = new double[Collections.max(widths)];
  }

  private Matrix[] values(List<Integer> widths) {
    Matrix[] all = new Matrix[layers.size()];
    for (int l = 0; l < all.length; l++) {
      boolean overwrites =
          l > 0 && layers.get(l).mayOverwriteInput() && !layers.get(l - 1).needsOutput();
      all[l] = overwrites ? all[l - 1] : arithmetic.matrix(capacity, widths.get(l));
    }
    return all;
  }

  private Matrix[] derivatives() {
    Matrix[] all = new Matrix[values.length];
    for (int l = all.length - 1; l > 0; l--) {
      boolean isLast = l == all.length - 1;
      all[l] =
          layers.get(l).isElementwise()
              ? isLast ? logits() : all[l + 1]
              : arithmetic.matrix(capacity, values[l - 1].columns());
    }
    return all;
  }

  private List<List<Matrix>> memories() {
    List<List<Matrix>> all = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      all.add(layers.get(l).memory(input(l).columns(), capacity, arithmetic));
    }
    return all;
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
    ParameterViews known = earlierViews;
    earlierViews = views;
    views =
        known != null && known.areOf(theta)
            ? known
            : new ParameterViews(network, arithmetic, theta);
  }

  /** X, rows x inputs: to be filled with a batch's features. */
  public Batch input() {
    return input;
  }

  /** To be filled with a batch's targets. */
  public BatchTargets targets() {
    return targets;
  }

  /** Uses the first {@code rows} rows of every matrix. */
  public void setRows(int rows) {
    input.setRows(rows);
    for (int l = 0; l < values.length; l++) {
      values[l].setRows(rows);
      if (derivatives[l] != null) {
        derivatives[l].setRows(rows);
      }
    }
    for (int l = 0; l < memories.size(); l++) {
      List<Matrix> memory = memories.get(l);
      for (int i = 0; i < memory.size(); i++) {
        memory.get(i).setRows(rows);
      }
    }
  }

  /** Draws the dropout masks of batch row {@code i}, which is row {@code row} of the data set. */
  public void drawMasks(int i, long seed, int epoch, long row) {
    drawMasks(i, seed, epoch, row, 1);
  }

  /**
   * The same with other probabilities.
   *
   * @param factor what multiplies each of them, in [0, 1]
   */
  public void drawMasks(int i, long seed, int epoch, long row, double factor) {
    int number = 0;
    for (int l = 0; l < layers.size(); l++) {
      if (layers.get(l) instanceof Dropout dropout) {
        Matrix mask = memories.get(l).get(0);
        dropout.drawMask(mask, i, seed, epoch, number++, row, random, maskRow, factor);
      }
    }
  }

  /** What layer {@code l} takes. */
  Rows input(int l) {
    return l == 0 ? input : values[l - 1];
  }

  /** What layer {@code l} gives. */
  Matrix output(int l) {
    return values[l];
  }

  /**
   * The derivatives of the loss by what layer {@code l} takes: null for the first. Those by the
   * logits, one layer further, have the place of the logits, since a loss overwrites them.
   */
  Matrix derivative(int l) {
    return l < derivatives.length ? derivatives[l] : logits();
  }

  List<Matrix> parameters(int l) {
    return views.ofLayer(l);
  }

  List<Matrix> memory(int l) {
    return memories.get(l);
  }

  Matrix logits() {
    return values[values.length - 1];
  }

  OutputLoss.Scratch scratch() {
    return scratch;
  }
}
