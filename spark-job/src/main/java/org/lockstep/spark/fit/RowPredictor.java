package org.lockstep.spark.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.file.Model;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.network.Topology;
import org.lockstep.model.predict.Predictor;
import org.lockstep.spark.engine.JavaBytes;
import org.lockstep.spark.engine.JvmBlas;

/** Predicts rows chunk by chunk, as they stream through a partition. Broadcast to executors. */
public final class RowPredictor implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MOST_CHUNK_ROWS = 256;

  /** Of the widest layer of a chunk: a few layers of it fit into a task's memory. */
  private static final int MOST_CHUNK_VALUES = 1 << 26;

  private final JavaBytes<Topology> topology;
  private final FlatVector parameters;
  private final Scaling scaling;
  private final BlasChoice blas;

  /** A predictor of a model. */
  public RowPredictor(Model model, BlasChoice blas) {
    this.topology = new JavaBytes<>(model.topology());
    this.parameters = model.parameters();
    this.scaling = model.scaling();
    this.blas = blas;
  }

  /** So many rows that arrays of them can be, however wide the network is. */
  static int chunkRows(Topology topology) {
    int widest = Math.max(topology.inputs(), Collections.max(topology.layers()));
    return Math.max(1, Math.min(MOST_CHUNK_ROWS, MOST_CHUNK_VALUES / widest));
  }

  /** Rows (row, features) to rows (row, outputs). */
  public Iterator<Row> predict(Iterator<Row> rows) {
    return new Predictions(rows);
  }

  private final class Predictions implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Predictor predictor =
        new Predictor(
            topology.value(),
            parameters,
            scaling,
            JvmBlas.readyOrWarn(blas).blas(),
            chunkRows(topology.value()));
    private Iterator<Row> ready = List.<Row>of().iterator();

    Predictions(Iterator<Row> rows) {
      this.rows = rows;
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
      List<Long> indexes = new ArrayList<>(predictor.capacity());
      while (rows.hasNext() && indexes.size() < predictor.capacity()) {
        Row row = rows.next();
        load(row, indexes.size());
        indexes.add(row.getLong(0));
      }
      Matrix outputs = predictor.predict(indexes.size());
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
      if (row.get(1) instanceof Vector vector) {
        predictor.load(vector.toArray(), i);
      } else {
        predictor.load(row.<byte[]>getAs(1), i);
      }
    }
  }
}
