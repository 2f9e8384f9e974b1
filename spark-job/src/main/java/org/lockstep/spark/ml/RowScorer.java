package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.predict.Predictor;
import org.lockstep.model.text.Text;
import org.lockstep.spark.fit.ScoringModel;

/** Adds a model's output columns to rows, chunk by chunk as they stream through a partition. */
final class RowScorer implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<ScoringModel> model;
  private final FeatureColumn features;
  private final Outputs outputs;

  /** The values of the output columns that a row of logits means, in their order. */
  interface Outputs extends Serializable {
    /** How many there are. */
    int count();

    /** Writes them from a place on. */
    void write(double[] logits, Object[] row, int from);
  }

  /** Where a row's features are, and what is done where they are not. */
  record FeatureColumn(int index, String name, HandleInvalid invalid) implements Serializable {}

  RowScorer(Broadcast<ScoringModel> model, FeatureColumn features, Outputs outputs) {
    this.model = model;
    this.features = features;
    this.outputs = outputs;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return rows.hasNext() ? new Scored(rows) : rows; // an empty partition needs no network
  }

  private final class Scored implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Predictor predictor = model.value().predictor();
    private final int width = model.value().features();
    private final double[] logits = new double[model.value().outputs()];
    private Iterator<Row> ready = List.<Row>of().iterator();

    Scored(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (!ready.hasNext() && rows.hasNext()) {
        ready = score().iterator(); // may be none: all skipped
      }
      return ready.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more rows");
      }
      return ready.next();
    }

    private List<Row> score() {
      List<Object[]> chunk = new ArrayList<>(predictor.capacity());
      List<Object[]> usable = new ArrayList<>(predictor.capacity());
      while (rows.hasNext() && usable.size() < predictor.capacity() && chunk.size() < MOST_ROWS) {
        Row row = rows.next();
        boolean isLoaded = load(row, usable.size());
        if (isLoaded || features.invalid() == HandleInvalid.KEEP) {
          Object[] scored = copy(row);
          chunk.add(scored);
          if (isLoaded) {
            usable.add(scored);
          }
        }
      }
      if (!usable.isEmpty()) {
        Matrix z = predictor.logits(usable.size());
        for (int i = 0; i < usable.size(); i++) {
          z.loadRow(i, logits);
          Object[] row = usable.get(i);
          outputs.write(logits, row, row.length - outputs.count());
        }
      }
      return chunk.stream().map(RowFactory::create).toList();
    }

    private Object[] copy(Row row) {
      Object[] values = new Object[row.size() + outputs.count()];
      for (int j = 0; j < row.size(); j++) {
        values[j] = row.get(j);
      }
      return values;
    }

    /** Whether a row's features can be used; then they are row i of the batch. */
    private boolean load(Row row, int i) {
      Vector vector = FeatureValues.vector(row.get(features.index()));
      String problem = problem(vector);
      if (problem != null) {
        if (features.invalid() == HandleInvalid.ERROR) {
          throw BadInputException.at("column " + features.name(), "numbers", problem);
        }
        return false;
      }
      if (vector.size() != width) {
        throw BadInputException.at(
            "column " + features.name(),
            width + " features, as the model was trained on",
            Integer.toString(vector.size()));
      }
      if (vector instanceof SparseVector sparse) {
        predictor.load(sparse.indices(), sparse.values(), i);
      } else {
        predictor.load(((DenseVector) vector).values(), i);
      }
      return true;
    }
  }

  private static final int MOST_ROWS = 4096; // of a chunk, where unusable ones are kept

  /** What is wrong with features; null for nothing. */
  static String problem(Vector vector) {
    if (vector == null) {
      return "null";
    }
    double[] values =
        vector instanceof SparseVector sparse ? sparse.values() : ((DenseVector) vector).values();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return Text.number(value);
      }
    }
    return null;
  }
}
