package org.lockstep.spark.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.math.FlatVector;
import org.lockstep.spark.ml.MlpClassificationModel;
import org.lockstep.spark.ml.MlpClassifier;

/**
 * A user's application that fits during jobs of other threads, stops its session and starts a new
 * one, and ends without stopping that. It is packed into its own jar.
 */
public final class SessionProgram {
  private static final String[] FEATURES = new String[64];

  static {
    Arrays.setAll(FEATURES, i -> "pixel" + i);
  }

  private SessionProgram() {}

  /**
   * Runs it.
   *
   * @param args the digits' CSV
   */
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    Dataset<Row> digits = digits(spark, args[0]);
    MlpClassifier mlp =
        new MlpClassifier().setHiddenLayers(16).setMaxIter(3).setSolver("adam").setShards(4);
    MlpClassificationModel model = mlp.fit(digits);
    tell("bits", bits(model));
    CompletableFuture<Void> job = CompletableFuture.runAsync(() -> runUsersJob(spark));
    double[] six = validate(mlp, digits, 6);
    job.join();
    tell("metrics", Arrays.equals(six, validate(mlp, digits, 1)));
    long right = right(model, digits);

    spark.stop();
    try {
      mlp.fit(digits);
    } catch (IllegalArgumentException e) {
      tell("stopped", e.getMessage());
    }
    SparkSession next = SparkSession.builder().getOrCreate();
    Dataset<Row> again = digits(next, args[0]);
    tell("scores", right(model, again) == right);
    tell("again", bits(mlp.fit(again)));
    tell("done", true);
  }

  private static void tell(String what, Object value) {
    System.out.println(what + " " + value);
  }

  private static Dataset<Row> digits(SparkSession spark, String csv) {
    return new VectorAssembler()
        .setInputCols(FEATURES)
        .setOutputCol("features")
        .transform(
            spark
                .read()
                .schema(String.join(" DOUBLE, ", FEATURES) + " DOUBLE, label INT")
                .csv(csv));
  }

  /** Takes a core for some seconds. */
  private static void runUsersJob(SparkSession spark) {
    JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(1), 1)
        .foreach(
            one -> {
              long end = System.nanoTime() + 3_000_000_000L;
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
            });
  }

  private static double[] validate(MlpClassifier mlp, Dataset<Row> digits, int parallelism) {
    ParamMap[] grid =
        new ParamGridBuilder().addGrid(mlp.stepSize(), new double[] {0.001, 0.02}).build();
    return new CrossValidator()
        .setEstimator(mlp)
        .setEvaluator(new MulticlassClassificationEvaluator())
        .setEstimatorParamMaps(grid)
        .setNumFolds(3)
        .setSeed(1)
        .setParallelism(parallelism)
        .fit(digits)
        .avgMetrics();
  }

  private static long right(MlpClassificationModel model, Dataset<Row> digits) {
    return model.transform(digits).filter("prediction = label").count();
  }

  private static int bits(MlpClassificationModel model) {
    FlatVector parameters = model.model().parameters();
    double[] values = new double[parameters.length()];
    Arrays.setAll(values, parameters::get);
    return Arrays.hashCode(values);
  }
}
