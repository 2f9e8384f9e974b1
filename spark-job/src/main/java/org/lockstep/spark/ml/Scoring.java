package org.lockstep.spark.ml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.predict.Scorer;
import org.lockstep.spark.fit.ScoringModel;
import org.lockstep.spark.table.InternalRows;

/** Scores with a model: rows of a DataFrame on executors, and single vectors in this JVM. */
final class Scoring implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SavedModel saved;
  private transient Broadcast<ScoringModel> broadcast; // belongs to the context below
  private transient SparkContext context;

  Scoring(Model model) {
    this.saved = new SavedModel(model);
  }

  /** For an instance without a network, which only shows its class. */
  static Scoring none() {
    return new Scoring(null);
  }

  Model model() {
    Model model = saved.model();
    if (model == null) {
      throw new IllegalStateException("a model without a network, made to show its class");
    }
    return model;
  }

  /** The size of the parameters and the scaling. */
  long bytes() {
    FlatVector parameters = model().parameters();
    return (long) parameters.length() * parameters.precision().bytes()
        + 2L * Double.BYTES * model().scaling().width();
  }

  /**
   * Adds output columns, lazily.
   *
   * @param schema the schema with the output columns
   */
  Dataset<Row> transform(
      Dataset<?> dataset, ModelInput input, StructType schema, RowScorer.Outputs outputs) {
    if (outputs.count() == 0) {
      Notices.tell("transform adds nothing: all its output columns have empty names");
      return dataset.toDF();
    }
    RowScorer scorer =
        new RowScorer(
            on(dataset.sparkSession().sparkContext()), dataset.schema().size(), input, outputs);
    return InternalRows.withColumns(dataset.toDF(), schema, scorer);
  }

  /** The model on the executors of a context. It is sent once, however often it is used. */
  private synchronized Broadcast<ScoringModel> on(SparkContext current) {
    if (context != current) {
      broadcast =
          JavaSparkContext.fromSparkContext(current)
              .broadcast(new ScoringModel(model(), BlasChoice.AUTO));
      context = current;
    }
    return broadcast;
  }

  /**
   * The logits of one row, with the same bits as {@link #transform} if both use the same BLAS.
   * Calls run one at a time, because each needs the memory of a chunk.
   */
  synchronized double[] logits(Vector features) {
    return saved.scorer().logits(features.toArray());
  }

  /** A model that is serialised as the bytes of its file. */
  private static final class SavedModel implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Model model;
    private transient Scorer scorer; // null before it is needed

    SavedModel(Model model) {
      this.model = model;
    }

    Model model() {
      return model;
    }

    synchronized Scorer scorer() {
      if (scorer == null) {
        scorer = ScoringModel.scorer(model, BlasChoice.AUTO);
      }
      return scorer;
    }

    private Object writeReplace() {
      return new Bytes(model);
    }
  }

  private static final class Bytes implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] file;

    Bytes(Model model) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        ModelFile.write(model, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      this.file = out.toByteArray();
    }

    private Object readResolve() {
      try {
        return new SavedModel(ModelFile.read("a serialised model", new ByteArrayInputStream(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
