package org.lockstep.model.predict;

import java.util.Arrays;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.file.Model;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.math.Precision;
import org.lockstep.model.math.SparseRows;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.shard.Standardizer;

/**
 * Computes a network's outputs from raw features, batch by batch: it scales the features, runs the
 * forward pass without dropout, and converts outputs back to the target's own unit. One workspace
 * serves all batches. Not thread-safe.
 */
public final class Predictor {
  private final Network network;
  private final Arithmetic arithmetic;
  private final Workspace workspace;
  private final Standardizer scaling;
  private final TargetScaling targetScaling;
  private final Matrix decoded; // in double, whatever the network's; null without scaling
  private final double[] output; // of a row
  private final double[] dense; // of a row given by its entries

  /**
   * A predictor for a model.
   *
   * @param blas the matrix products to use
   * @param capacity the largest number of rows in a batch
   */
  public Predictor(Model model, Products blas, int capacity) {
    this(
        model.network(),
        model.parameters(),
        InputEncoder.of(model.input()),
        model.scaling(),
        model.targetScaling(),
        blas,
        capacity);
  }

  /**
   * A predictor for the parts of a model that a prediction needs.
   *
   * @param parameters θ, read in place: it must not change
   * @param encoder from raw values to features
   * @param scaling from features to what the network sees
   * @param targetScaling from targets to what the network outputs
   * @param blas the matrix products to use
   * @param capacity the largest number of rows in a batch
   */
  public Predictor(
      NetworkSpec spec,
      FlatVector parameters,
      InputEncoder encoder,
      Scaling scaling,
      TargetScaling targetScaling,
      Products blas,
      int capacity) {
    this.network = new Network(spec.forPrediction());
    this.arithmetic = new Arithmetic(parameters.precision(), blas);
    this.scaling = new Standardizer(arithmetic, encoder, scaling);
    this.workspace = new Workspace(network, arithmetic, capacity);
    workspace.setParameters(parameters);
    this.targetScaling = targetScaling;
    this.decoded =
        targetScaling.isNone()
            ? null
            : new Arithmetic(Precision.DOUBLE, blas).matrix(capacity, spec.outputs());
    output = new double[spec.outputs()];
    dense = new double[encoder.values()];
  }

  /** The largest number of rows in a batch. */
  public int capacity() {
    return workspace.capacity();
  }

  /**
   * Loads numbers into row {@code i} of the batch. Rows are loaded in order, from the first.
   *
   * @param raw the row's raw values, as the columns of the model's input describe them: NaN for a
   *     missing number, a category's index for a text; rounded to the model's precision before
   *     scaling, as the training rows were
   * @return whether all of them are finite, except for missing ones that are filled; if not, the
   *     outputs mean nothing
   */
  public boolean load(double[] raw, int i) {
    return scaling.copyRounded(raw, batch(), i);
  }

  /**
   * Loads numbers, most of which are 0, into row {@code i} of the batch.
   *
   * @param features the features whose numbers are given, from 0, ascending
   * @param raw their numbers, as {@link #load(double[], int)} takes them
   * @return whether all of them are finite
   */
  public boolean load(int[] features, double[] raw, int i) {
    if (batch() instanceof SparseRows sparse) {
      return scaling.copyRounded(features, raw, sparse, i);
    }
    Arrays.fill(dense, 0);
    for (int entry = 0; entry < features.length; entry++) {
      dense[features[entry]] = raw[entry];
    }
    return load(dense, i);
  }

  /** Loads unsigned bytes, one per feature, into row {@code i} of the batch. */
  public void load(byte[] raw, int i) {
    scaling.copy(raw, 0, batch(), i);
  }

  /** X, with room for every row. */
  private Batch batch() {
    workspace.setRows(workspace.capacity());
    return workspace.input();
  }

  /**
   * The logits of the first {@code rows} rows of the batch, Z of the last layer. With scaled
   * targets, they are in the scaled unit: see {@link TargetScaling#decode}.
   *
   * @return rows x outputs; valid until the next call of any method here
   */
  public Matrix logits(int rows) {
    workspace.setRows(rows);
    return network.logits(workspace);
  }

  /**
   * The outputs of the first {@code rows} rows of the batch: probabilities, or numbers in the
   * target's own unit.
   *
   * @return rows x outputs; valid until the next call of any method here
   */
  public Matrix predict(int rows) {
    workspace.setRows(rows);
    Matrix outputs = network.predict(workspace);
    if (decoded == null) {
      return outputs;
    }
    decoded.setRows(rows);
    for (int i = 0; i < rows; i++) {
      outputs.loadRow(i, output);
      targetScaling.decode(output);
      decoded.storeRow(i, output);
    }
    return decoded;
  }
}
