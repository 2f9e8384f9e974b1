package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.lockstep.model.math.Matrix;
import org.lockstep.model.predict.Predictor;
import org.lockstep.spark.fit.ScoringModel;
import org.lockstep.spark.table.InternalRows;
import org.lockstep.spark.table.InternalRows.Added;

/** Adds a model's output columns, chunk by chunk as rows stream through a partition. */
final class RowScorer implements InternalRows.Adding {
  private static final long serialVersionUID = 1L;

  private final Broadcast<ScoringModel> model;
  private final int columns;
  private final ModelInput input;
  private final Outputs outputs;

  /** Computes the values of the output columns, in order, from a row of logits. */
  interface Outputs extends Serializable {
    /** The number of output columns. */
    int count();

    /** Writes the values in the internal form of Spark SQL. */
    void write(double[] logits, Object[] values);
  }

  /**
   * A scorer.
   *
   * @param columns the number of columns of a row
   */
  RowScorer(Broadcast<ScoringModel> model, int columns, ModelInput input, Outputs outputs) {
    this.model = model;
    this.columns = columns;
    this.input = input;
    this.outputs = outputs;
  }

  @Override
  public Iterator<Added> to(Iterator<InternalRow> rows) {
    return rows.hasNext() // an empty partition needs no network
        ? new Scored(rows)
        : List.<Added>of().iterator();
  }

  private final class Scored implements Iterator<Added> {
    private final Iterator<InternalRow> rows;
    private final Predictor predictor = model.value().predictor();
    private final RowReader reader = input.reader(model.value());
    private final double[] logits = new double[model.value().outputs()];
    private final RowCopies copies = new RowCopies(columns);
    private Iterator<Added> ready = List.<Added>of().iterator();

    Scored(Iterator<InternalRow> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (!ready.hasNext() && rows.hasNext()) {
        ready = score().iterator(); // can be empty if all rows are skipped
      }
      return ready.hasNext();
    }

    @Override
    public Added next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more rows");
      }
      return ready.next();
    }

    /** Scores the next rows; the memory of the previous ones is reused. */
    private List<Added> score() {
      List<Added> chunk = new ArrayList<>(predictor.capacity());
      List<Added> usable = new ArrayList<>(predictor.capacity());
      copies.again();
      while (rows.hasNext() && usable.size() < predictor.capacity() && chunk.size() < MOST_ROWS) {
        InternalRow row = rows.next();
        boolean isLoaded = load(row, usable.size());
        if (isLoaded || input.invalid() == HandleInvalid.KEEP) {
          Added scored = new Added(copies.of((UnsafeRow) row), outputs.count());
          chunk.add(scored);
          if (isLoaded) {
            usable.add(scored);
          }
        }
      }
      if (!usable.isEmpty()) {
        Matrix z = predictor.logits(predictor.capacity());
        for (int i = 0; i < usable.size(); i++) {
          z.loadRow(i, logits);
          outputs.write(logits, usable.get(i).values());
        }
      }
      return chunk;
    }

    /** Loads a row's features as row i of the batch, and returns whether they can be used. */
    private boolean load(InternalRow row, int i) {
      boolean isThere = reader.read(row);
      if (isThere && reader.load(predictor, i)) {
        return true;
      }
      if (input.invalid() == HandleInvalid.ERROR) {
        throw reader.problem(isThere);
      }
      return false;
    }
  }

  private static final int MOST_ROWS = 4096; // of a chunk, if unusable rows are kept
}
