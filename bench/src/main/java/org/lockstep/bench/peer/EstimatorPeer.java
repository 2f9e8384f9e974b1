package org.lockstep.bench.peer;

import java.nio.file.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lockstep.bench.data.ImageFiles;
import org.lockstep.bench.run.Results;
import org.lockstep.spark.ml.MlpClassifier;

/**
 * A whole {@code fit} of an estimator on a cached DataFrame of MNIST's images as vectors, and the
 * accuracy of its model: arguments {@code lockstep|mllib IMAGES LABELS IMAGES LABELS ITERATIONS
 * SEED warm|cold}, the training rows first. A warm run first makes short fits for some seconds.
 * With few epochs, our learning rate falls fast, to reach 97 % soon.
 */
public final class EstimatorPeer {
  private static final int FEATURES = 784;
  private static final int HIDDEN = 100;
  private static final int FEW_EPOCHS = 4;
  private static final long WARM_UP_NANOS = 6_000_000_000L;

  private EstimatorPeer() {}

  /** Prints seconds and accuracy. */
  public static void main(String[] args) throws Exception {
    int iterations = Integer.parseInt(args[5]);
    long seed = Long.parseLong(args[6]);
    Peers.run(
        "estimators",
        spark -> {
          Dataset<Row> train =
              MllibPeer.cached(spark, new ImageFiles(Path.of(args[1]), Path.of(args[2])));
          Dataset<Row> test =
              MllibPeer.cached(spark, new ImageFiles(Path.of(args[3]), Path.of(args[4])));
          boolean isOurs = args[0].equals("lockstep");
          if (args[7].equals("warm")) {
            Results.print("first_seconds", Peers.seconds(() -> fit(isOurs, train, 2, seed)));
            long warm = System.nanoTime() + WARM_UP_NANOS;
            while (System.nanoTime() < warm) {
              fit(isOurs, train, 2, seed);
            }
          }
          long start = System.nanoTime();
          Model<?> model = fit(isOurs, train, iterations, seed);
          Results.print("seconds", (System.nanoTime() - start) / 1e9);
          Results.print(
              "accuracy",
              new MulticlassClassificationEvaluator()
                  .setMetricName("accuracy")
                  .evaluate(model.transform(test)));
        });
  }

  private static Model<?> fit(boolean isOurs, Dataset<Row> rows, int iterations, long seed) {
    return isOurs ? ours(iterations, seed).fit(rows) : theirs(iterations, seed).fit(rows);
  }

  private static MlpClassifier ours(int epochs, long seed) {
    boolean isSoon = epochs <= FEW_EPOCHS;
    return new MlpClassifier()
        .setHiddenLayers(HIDDEN)
        .setSolver("nesterov")
        .setStepSize(isSoon ? 0.15 : 0.1)
        .setSchedule("exponential")
        .setDecay(isSoon ? 0.1 : 0.85)
        .setBatchSize(isSoon ? 100 : 128)
        .setScale("none")
        .setSeed(seed)
        .setMaxIter(epochs);
  }

  private static MultilayerPerceptronClassifier theirs(int iterations, long seed) {
    return new MultilayerPerceptronClassifier()
        .setLayers(new int[] {FEATURES, HIDDEN, 10})
        .setSeed(seed)
        .setTol(0) // as many iterations as requested
        .setMaxIter(iterations);
  }
}
