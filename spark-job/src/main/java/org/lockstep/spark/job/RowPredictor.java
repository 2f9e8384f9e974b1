package org.lockstep.spark.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.lockstep.model.file.Model;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.network.Network;
import org.lockstep.model.network.Topology;
import org.lockstep.model.network.Workspace;
import org.lockstep.spark.engine.JavaBytes;
import org.lockstep.spark.engine.JvmBlas;

/** Predicts rows chunk by chunk, as they stream through a partition. Broadcast to executors. */
final class RowPredictor implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int CHUNK_ROWS = 256;

  private final JavaBytes<Topology> topology;
  private final FlatVector parameters;
  private final double[] shift;
  private final double[] factor;
  private final BlasChoice blas;

  RowPredictor(Model model, BlasChoice blas) {
    this.topology = new JavaBytes<>(model.topology());
    this.parameters = model.parameters();
    this.shift = model.scaling().shift();
    this.factor = model.scaling().factor();
    this.blas = blas;
  }

  /** Rows (row, features) to rows (row, outputs). */
  Iterator<Row> predict(Iterator<Row> rows) {
    return new Predictions(rows);
  }

  private final class Predictions implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Network network = new Network(topology.value());
    private final Arithmetic arithmetic =
        new Arithmetic(parameters.precision(), JvmBlas.readyOrWarn(blas).blas());
    private final FlatVector shifts = arithmetic.vector(shift);
    private final FlatVector factors = arithmetic.vector(factor);
    private final Workspace workspace =
        new Workspace(network, arithmetic, Dropout.none(), CHUNK_ROWS);
    private Iterator<Row> ready = List.<Row>of().iterator();

    Predictions(Iterator<Row> rows) {
      this.rows = rows;
      workspace.setParameters(parameters);
    }

    @Override
    public boolean hasNext() {
      return ready.hasNext() || rows.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more rows");
      }
      if (!ready.hasNext()) {
        ready = predictChunk().iterator();
      }
      return ready.next();
    }

    private List<Row> predictChunk() {
      List<Long> indexes = new ArrayList<>(CHUNK_ROWS);
      workspace.setRows(CHUNK_ROWS);
      while (rows.hasNext() && indexes.size() < CHUNK_ROWS) {
        Row row = rows.next();
        load(row, indexes.size());
        indexes.add(row.getLong(0));
      }
      workspace.setRows(indexes.size());
      Matrix outputs = network.predict(workspace);
      List<Row> predicted = new ArrayList<>(indexes.size());
      double[] values = new double[outputs.columns()];
      for (int i = 0; i < outputs.rows(); i++) {
        outputs.loadRow(i, values);
        Object boxed = Arrays.stream(values).boxed().toArray(Double[]::new);
        predicted.add(RowFactory.create(indexes.get(i), boxed));
      }
      return predicted;
    }

    private void load(Row row, int i) {
      Matrix input = workspace.input();
      if (row.get(1) instanceof Vector vector) {
        // Rounded to the model's precision first, as the rows it was trained on were.
        FlatVector raw = arithmetic.vector(vector.toArray());
        input.standardizeDoubles(doubles(raw), 0, i, shifts, factors);
      } else {
        input.standardizeBytes(row.getAs(1), 0, i, shifts, factors);
      }
    }

    private static double[] doubles(FlatVector vector) {
      double[] values = new double[vector.length()];
      for (int j = 0; j < values.length; j++) {
        values[j] = vector.get(j);
      }
      return values;
    }
  }
}
