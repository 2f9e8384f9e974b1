package org.lockstep.model.importance;

import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.Workspace;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.model.shard.Standardizer;

/**
 * Predicts rows composed of the features of several others. It always computes whole chunks,
 * whatever the rest of the last one holds, so a row has the same outputs wherever it lies. Not
 * thread-safe.
 */
final class MixedPredictor {
  /** Large enough for the products, small enough for the layers to stay in a core's cache. */
  private static final int CHUNK_ROWS = 256;

  private final NetworkSpec spec;
  private final Network network;
  private final Arithmetic arithmetic;
  private final Workspace workspace;
  private final Standardizer ofShards;
  private final TargetScaling targetScaling;
  private final Batch mixed; // a row with the first of two columns replaced
  private final double[] chunk; // outputs
  private final double[] output; // of a row
  private double[] into;
  private int done; // rows whose outputs are stored
  private int waiting; // rows added to the chunk

  MixedPredictor(ShardProgram program, FlatVector theta) {
    this.spec = program.network();
    this.network = new Network(spec);
    this.arithmetic = program.arithmetic();
    int rows = Math.min(CHUNK_ROWS, ShardWorker.chunkRows(spec));
    this.workspace = new Workspace(network, arithmetic, rows);
    workspace.setParameters(theta);
    this.ofShards = program.standardizer(arithmetic);
    this.targetScaling = program.targets().scaling();
    this.mixed = batch(1);
    this.chunk = new double[rows * spec.outputs()];
    this.output = new double[spec.outputs()];
  }

  int outputs() {
    return spec.outputs();
  }

  private Batch batch(int rows) {
    return spec.sparse()
        ? arithmetic.sparseRows(rows, spec.inputs())
        : arithmetic.batch(rows, spec.inputs());
  }

  /** The features of all rows, as the network sees them. */
  Batch encode(Features rows) {
    Batch batch = batch(rows.rows());
    int[] order = new int[rows.rows()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    ofShards.gather(rows, order, 0, order.length, batch);
    return batch;
  }

  /** The same for rows of raw values. */
  Batch encode(double[][] rows, InputEncoder encoder, Scaling scaling) {
    Batch batch = batch(rows.length);
    Standardizer standardizer = new Standardizer(arithmetic, encoder, scaling);
    for (int i = 0; i < rows.length; i++) {
      standardizer.copyRounded(rows[i], batch, i);
    }
    return batch;
  }

  /** Begins a series of rows, whose outputs go here, one row after another. */
  void begin(double[] outputs) {
    into = outputs;
    done = 0;
    waiting = 0;
    workspace.setRows(workspace.capacity());
  }

  /** Adds a row as it is. */
  void add(Batch rows, int row) {
    add(rows, row, rows, row, 0, 0);
  }

  /** Adds a row whose features [from, to) come from another row. */
  void add(Batch rows, int row, Batch donors, int donor, int from, int to) {
    workspace.input().copyMixed(rows, row, donors, donor, from, to, waiting++);
    if (waiting == workspace.capacity()) {
      compute();
    }
  }

  /** Adds a row with two columns from other rows. */
  void add(Batch rows, int row, Donor first, Donor second) {
    mixed.copyMixed(rows, row, first.rows, first.row, first.from, first.to, 0);
    add(mixed, 0, second.rows, second.row, second.from, second.to);
  }

  /** The features [from, to) of a row. */
  record Donor(Batch rows, int row, int from, int to) {}

  /** Computes the rows still waiting. */
  void end() {
    if (waiting > 0) {
      compute();
    }
  }

  private void compute() {
    int outputs = spec.outputs();
    network.predict(workspace).loadRows(0, waiting, chunk);
    for (int i = 0; i < waiting; i++) {
      System.arraycopy(chunk, i * outputs, output, 0, outputs);
      targetScaling.decode(output);
      System.arraycopy(output, 0, into, (done + i) * outputs, outputs);
    }
    done += waiting;
    waiting = 0;
  }
}
