package org.lockstep.spark.ml;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.network.NetworkSpec;

/**
 * Returns what a model knows as rows. A Spark Connect client can only call a model's transform, so
 * transform answers all requests. No answer runs a job.
 */
final class ModelAnswers {
  /** The size of a part of a file: a Spark Connect message can hold many times this size. */
  private static final int PART = 1 << 20;

  private static final StructType ABOUT =
      new StructType().add("about", DataTypes.StringType, false);
  private static final StructType FILE =
      new StructType()
          .add("part", DataTypes.IntegerType, false)
          .add("bytes", DataTypes.BinaryType, false);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The possible requests. */
  enum Answer {
    /** Predictions for the rows of the DataFrame. */
    PREDICTIONS,
    /** A row for each epoch of the training. */
    HISTORY,
    /** One row of JSON text: classes, sizes, and how the training ended. */
    ABOUT,
    /** The bytes of its {@code model.npz}, in parts. */
    FILE
  }

  private ModelAnswers() {}

  /**
   * The answer that a model's parameter requests.
   *
   * @param dataset gives the session; its rows do not matter
   * @return empty if predictions are requested
   */
  static Optional<Dataset<Row>> of(MlpModel model, Dataset<?> dataset) {
    SparkSession spark = dataset.sparkSession();
    return switch (OwnParams.asked(model)) {
      case PREDICTIONS -> Optional.empty();
      case HISTORY -> Optional.of(summary(model).history(spark));
      case ABOUT -> Optional.of(rows(spark, ABOUT, List.of(RowFactory.create(about(model)))));
      case FILE -> Optional.of(rows(spark, FILE, parts(model.model())));
    };
  }

  private static Dataset<Row> rows(SparkSession spark, StructType schema, List<Row> rows) {
    return spark.createDataFrame(rows, schema);
  }

  private static MlpTrainingSummary summary(MlpModel model) {
    return model
        .state()
        .summary()
        .orElseThrow(
            () ->
                BadInputException.at("summary", "a model trained in this session", "a loaded one"));
  }

  private static String about(MlpModel model) {
    NetworkSpec network = model.model().network();
    ObjectNode about = JSON.createObjectNode();
    about.put("version", SavedParams.version());
    about.put("network", network.text());
    about.put("features", network.inputs());
    about.put("outputs", network.outputs());
    model.model().target().classes().forEach(about.putArray("classes")::add);
    if (model.model().target().task() == Task.MULTI_LABEL) {
      model.model().target().columns().forEach(about.putArray("labels")::add);
    }
    if (model.isSet(model.shards())) {
      about.put("shards", model.getShards());
    }
    model
        .state()
        .summary()
        .ifPresent(
            summary ->
                about
                    .putObject("summary")
                    .put("epochs", summary.totalIterations())
                    .put("epoch", summary.epoch())
                    .put("end", summary.end())
                    .put("detail", summary.detail()));
    return about.toString();
  }

  private static List<Row> parts(Model model) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ModelFile.write(model, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] file = out.toByteArray();
    List<Row> parts = new ArrayList<>();
    for (int from = 0; from < file.length; from += PART) {
      byte[] part = Arrays.copyOfRange(file, from, Math.min(from + PART, file.length));
      parts.add(RowFactory.create(parts.size(), part));
    }
    return parts;
  }
}
