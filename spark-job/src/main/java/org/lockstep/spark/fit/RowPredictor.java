package org.lockstep.spark.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.file.Model;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.predict.Predictor;
import org.lockstep.spark.table.PackedFeatures;

/** Predicts rows chunk by chunk, as they stream through a partition. Broadcast to executors. */
public final class RowPredictor implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ScoringModel model;
  private final boolean packed;

  /**
   * A predictor of a model.
   *
   * @param packed whether binary features are {@link PackedFeatures}; otherwise they are bytes
   */
  public RowPredictor(Model model, BlasChoice blas, boolean packed) {
    this.packed = packed;
    this.model = new ScoringModel(model, blas);
  }

  /** Turns rows (row, features) into rows (row, outputs). A third column stays as it is. */
  public Iterator<Row> predict(Iterator<Row> rows) {
    return new Predictions(rows);
  }

  private final class Predictions implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Predictor predictor = model.predictor();
    private final double[] unpacked = new double[model.values()];
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
      List<Row> chunk = new ArrayList<>(predictor.capacity());
      BitSet unusable = new BitSet(); // rows whose numbers are not finite
      while (rows.hasNext() && chunk.size() < predictor.capacity()) {
        Row row = rows.next();
        unusable.set(chunk.size(), !load(row, chunk.size()));
        chunk.add(row);
      }
      Matrix outputs = predictor.predict(predictor.capacity());
      List<Row> predicted = new ArrayList<>(chunk.size());
      double[] values = new double[outputs.columns()];
      for (int i = 0; i < chunk.size(); i++) {
        outputs.loadRow(i, values);
        if (unusable.get(i)) {
          Arrays.fill(values, Double.NaN);
        }
        Object boxed = Arrays.stream(values).boxed().toArray(Double[]::new);
        Row row = chunk.get(i);
        predicted.add(
            row.size() > 2
                ? RowFactory.create(row.get(0), boxed, row.get(2))
                : RowFactory.create(row.get(0), boxed));
      }
      return predicted;
    }

    /** Loads a row. Returns whether its numbers can be used. */
    private boolean load(Row row, int i) {
      if (row.get(1) instanceof SparseVector sparse) {
        return predictor.load(sparse.indices(), sparse.values(), i);
      }
      if (row.get(1) instanceof Vector vector) {
        return predictor.load(vector.toArray(), i);
      }
      if (packed && PackedFeatures.isSparse(row.getAs(1))) {
        SparseVector entries = PackedFeatures.entries(row.getAs(1));
        return predictor.load(entries.indices(), entries.values(), i);
      }
      if (packed) {
        PackedFeatures.unpack(row.<byte[]>getAs(1), unpacked);
        return predictor.load(unpacked, i);
      }
      predictor.load(row.<byte[]>getAs(1), i);
      return true;
    }
  }
}
