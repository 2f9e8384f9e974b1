package org.lockstep.bench.peer;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Results;
import org.lockstep.spark.ml.MlpClassificationModel;
import org.lockstep.spark.ml.MlpClassifier;

/**
 * Measures the seconds of {@code fit} by L-BFGS, ours and MLlib's in turns in one process, and the
 * accuracy on the training rows: arguments {@code ROUNDS HIDDEN ITERATIONS TOL OURS BLOCKS} and
 * then a CSV file with the class after its numbers, or images and their labels. OURS are precisions
 * and BLOCKS are MLlib's block sizes, both separated by commas. Features are standardised once, for
 * both; images are divided by 255.
 */
public final class LbfgsPeer {
  private final Dataset<Row> train;
  private final int hidden;
  private final int iterations;
  private final double tol;

  private final int features;
  private final int classes;

  private LbfgsPeer(Dataset<Row> train, int hidden, int iterations, double tol) {
    this.train = train;
    this.hidden = hidden;
    this.iterations = iterations;
    this.tol = tol;
    this.features = train.first().<Vector>getAs("features").size();
    this.classes = (int) train.select("label").distinct().count();
  }

  /** Prints seconds and accuracy of each side. */
  public static void main(String[] args) throws Exception {
    Peers.run(
        "L-BFGS",
        spark -> {
          Dataset<Row> rows =
              args.length > 7
                  ? MllibPeer.cached(spark, new ImageFiles(Path.of(args[6]), Path.of(args[7])))
                  : table(spark, args[6]);
          new LbfgsPeer(
                  rows,
                  Integer.parseInt(args[1]),
                  Integer.parseInt(args[2]),
                  Double.parseDouble(args[3]))
              .compare(
                  Integer.parseInt(args[0]),
                  List.of(args[4].split(",", -1)),
                  List.of(args[5].split(",", -1)));
        });
  }

  private static Dataset<Row> table(SparkSession spark, String file) throws Exception {
    Dataset<Row> raw = spark.read().option("inferSchema", true).csv(file).coalesce(1);
    List<String> columns = Arrays.asList(raw.columns());
    String label = columns.get(columns.size() - 1);
    Dataset<Row> rows =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol(label).setOutputCol("label"),
                  new VectorAssembler()
                      .setInputCols(columns.subList(0, columns.size() - 1).toArray(String[]::new))
                      .setOutputCol("raw"),
                  new StandardScaler().setWithMean(true).setInputCol("raw").setOutputCol("features")
                })
            .fit(raw)
            .transform(raw)
            .select("features", "label")
            .cache();
    rows.count();
    return rows;
  }

  private void compare(int rounds, List<String> precisions, List<String> blocks) throws Exception {
    double[][] ours = new double[precisions.size()][rounds];
    double[][] theirs = new double[blocks.size()][rounds];
    for (int round = -1; round < rounds; round++) { // the first warms up
      for (int i = 0; i < precisions.size(); i++) {
        long start = System.nanoTime();
        Model<?> model = ours(precisions.get(i)).fit(train);
        print(ours[i], round, start, precisions.get(i), model);
      }
      for (int i = 0; i < blocks.size(); i++) {
        long start = System.nanoTime();
        Model<?> model = theirs(Integer.parseInt(blocks.get(i))).fit(train);
        print(theirs[i], round, start, blocks.get(i), model);
      }
    }
    for (int i = 0; i < precisions.size(); i++) {
      Results.print(precisions.get(i) + "_seconds", words(ours[i]));
    }
    for (int i = 0; i < blocks.size(); i++) {
      Results.print(blocks.get(i) + "_seconds", words(theirs[i]));
    }
  }

  private static String words(double[] seconds) {
    return Arrays.stream(seconds).mapToObj(Double::toString).collect(joining(","));
  }

  private void print(double[] seconds, int round, long start, String side, Model<?> model) {
    if (round >= 0) {
      seconds[round] = (System.nanoTime() - start) / 1e9;
    } else {
      Results.print(
          side + "_accuracy",
          new MulticlassClassificationEvaluator()
              .setMetricName("accuracy")
              .evaluate(model.transform(train)));
      Results.print(side + "_iterations", iterations(model));
    }
  }

  private static int iterations(Model<?> model) {
    return model instanceof MlpClassificationModel ours
        ? ours.summary().objectiveHistory().length
        : ((MultilayerPerceptronClassificationModel) model).summary().totalIterations();
  }

  private MlpClassifier ours(String precision) {
    return new MlpClassifier()
        .setHiddenLayers(hidden)
        .setActivation("sigmoid")
        .setSolver("l-bfgs")
        .setScale("none")
        .setPrecision(precision)
        .setSeed(1)
        .setTol(tol)
        .setMaxIter(iterations);
  }

  private MultilayerPerceptronClassifier theirs(int block) {
    return new MultilayerPerceptronClassifier()
        .setLayers(new int[] {features, hidden, classes})
        .setBlockSize(block)
        .setSeed(1)
        .setTol(tol)
        .setMaxIter(iterations);
  }
}
