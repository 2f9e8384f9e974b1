package org.lockstep.model.predict;

import dev.ludovic.netlib.blas.BLAS;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.file.Model;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.Topology;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.shard.Standardizer;

/**
 * Computes a network's outputs from raw features, batch by batch: scaling, then the forward pass
 * without dropout. One workspace serves all batches. Not thread-safe.
 */
public final class Predictor {
  private final Network network;
  private final Arithmetic arithmetic;
  private final Workspace workspace;
  private final Standardizer scaling;

  /**
   * A predictor of a model.
   *
   * @param blas what multiplies
   * @param capacity the most rows of a batch
   */
  public Predictor(Model model, BLAS blas, int capacity) {
    this(model.topology(), model.parameters(), model.scaling(), blas, capacity);
  }

  /**
   * A predictor of the parts of a model that a prediction takes.
   *
   * @param parameters θ, read in place: it must not change
   * @param scaling from raw features to what the network sees
   * @param blas what multiplies
   * @param capacity the most rows of a batch
   */
  public Predictor(
      Topology topology, FlatVector parameters, Scaling scaling, BLAS blas, int capacity) {
    this.network = new Network(topology);
    this.arithmetic = new Arithmetic(parameters.precision(), blas);
    this.scaling = new Standardizer(arithmetic, scaling);
    this.workspace = new Workspace(network, arithmetic, Dropout.none(), capacity);
    workspace.setParameters(parameters);
  }

  /** The most rows of a batch. */
  public int capacity() {
    return workspace.capacity();
  }

  /**
   * Makes numbers row {@code i} of the batch.
   *
   * @param raw one per feature; rounded to the model's precision before they are scaled, as the
   *     rows were that it was trained on
   */
  public void load(double[] raw, int i) {
    FlatVector rounded = arithmetic.vector(raw);
    double[] values = new double[raw.length];
    for (int j = 0; j < values.length; j++) {
      values[j] = rounded.get(j);
    }
    scaling.copy(values, 0, batch(), i);
  }

  /** Makes unsigned bytes, one per feature, row {@code i} of the batch. */
  public void load(byte[] raw, int i) {
    scaling.copy(raw, 0, batch(), i);
  }

  /** X, with room for every row. */
  private Matrix batch() {
    workspace.setRows(workspace.capacity());
    return workspace.input();
  }

  /**
   * The outputs of the first {@code rows} rows of the batch.
   *
   * @return rows x outputs; valid until the next call of any method here
   */
  public Matrix predict(int rows) {
    workspace.setRows(rows);
    return network.predict(workspace);
  }
}
