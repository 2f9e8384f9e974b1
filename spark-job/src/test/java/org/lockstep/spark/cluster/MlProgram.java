package org.lockstep.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.math.FlatVector;
import org.lockstep.spark.ml.MlpClassificationModel;
import org.lockstep.spark.ml.MlpClassifier;

/**
 * A user's application with Lockstep in a Pipeline: trains, searches a grid, saves, loads, and
 * prints checksums of all parameters and scores. It is packed into its own jar.
 */
public final class MlProgram {
  private static final String[] FEATURES = new String[64];

  static {
    Arrays.setAll(FEATURES, i -> "pixel" + i);
  }

  private MlProgram() {}

  /**
   * Runs it.
   *
   * @param args the digits' CSV, a PipelineModel saved earlier or {@code none}, and a directory to
   *     save into
   */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    try {
      PrintStream out = new PrintStream(System.out, true, UTF_8);
      run(spark, args[0], args[1], args[2], out);
    } finally {
      spark.stop();
    }
  }

  /** Does the same in a session and prints to a stream. */
  static void run(SparkSession spark, String csv, String saved, String output, PrintStream out) {
    Dataset<Row> digits =
        spark.read().schema(String.join(" DOUBLE, ", FEATURES) + " DOUBLE, digit STRING").csv(csv);
    if (!saved.equals("none")) { // before this JVM has loaded a class of Lockstep
      out.println("loaded     " + scores(PipelineModel.load(saved), digits));
    }
    MlpClassifier mlp =
        new MlpClassifier()
            .setHiddenLayers(16)
            .setMaxIter(3)
            .setSolver("adam")
            .setDropout(0.1)
            .setShards(2);
    Pipeline pipeline = new Pipeline().setStages(stages(mlp));

    PipelineModel model = pipeline.fit(digits);
    out.println("pipeline   " + parameters(model) + " " + scores(model, digits));
    String path = output + "/pipeline";
    save(() -> model.write().overwrite().save(path));
    out.println("reloaded   " + scores(PipelineModel.load(path), digits));

    ParamMap[] grid =
        new ParamGridBuilder().addGrid(mlp.stepSize(), new double[] {0.001, 0.02}).build();
    CrossValidatorModel best =
        new CrossValidator()
            .setEstimator(pipeline)
            .setEvaluator(new MulticlassClassificationEvaluator().setLabelCol("label"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .fit(digits);
    out.println("validated  " + parameters((PipelineModel) best.bestModel()));
    out.println("metrics    " + checksum(best.avgMetrics()));
    String validated = output + "/validated";
    save(() -> best.write().overwrite().save(validated));
    CrossValidatorModel again = CrossValidatorModel.load(validated);
    out.println("reloaded   " + parameters((PipelineModel) again.bestModel()));
    out.println("grid       " + again.getEstimatorParamMaps().length);
  }

  private static PipelineStage[] stages(MlpClassifier mlp) {
    return new PipelineStage[] {
      new StringIndexer().setInputCol("digit").setOutputCol("label"),
      new VectorAssembler().setInputCols(FEATURES).setOutputCol("features"),
      mlp
    };
  }

  private interface Saving {
    void run() throws java.io.IOException;
  }

  private static void save(Saving saving) {
    try {
      saving.run();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String parameters(PipelineModel model) {
    Transformer last = model.stages()[model.stages().length - 1];
    FlatVector parameters = ((MlpClassificationModel) last).model().parameters();
    double[] values = new double[parameters.length()];
    Arrays.setAll(values, parameters::get);
    return checksum(values);
  }

  private static String scores(PipelineModel model, Dataset<Row> digits) {
    List<Row> rows = model.transform(digits).select("prediction", "probability").collectAsList();
    CRC32 crc = new CRC32();
    for (Row row : rows) {
      update(crc, row.getDouble(0));
      update(crc, ((Vector) row.get(1)).toArray());
    }
    return Long.toHexString(crc.getValue());
  }

  private static String checksum(double... values) {
    CRC32 crc = new CRC32();
    update(crc, values);
    return Long.toHexString(crc.getValue());
  }

  private static void update(CRC32 crc, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
    bytes.asDoubleBuffer().put(values);
    crc.update(bytes);
  }
}
