package org.lockstep.bench.peer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.bench.run.Results;
import org.lockstep.spark.ml.MlpClassifier;

/**
 * Measures the accuracy on small tables, with one hidden layer of 16 units: arguments {@code
 * lockstep|mllib} and then {@code NAME TRAIN TEST SEED L2} for each fit.
 */
public final class TablesPeer {
  private static final int HIDDEN = 16;

  private TablesPeer() {}

  /** Prints an accuracy for each name and seed. */
  public static void main(String[] args) throws Exception {
    Peers.run(
        "tables",
        spark -> {
          for (int i = 1; i < args.length; i += 5) {
            Dataset<Row> train = read(spark, args[i + 1]);
            Dataset<Row> test = read(spark, args[i + 2]);
            long seed = Long.parseLong(args[i + 3]);
            Results.print(
                args[i] + "-" + seed,
                accuracy(
                    args[0].equals("lockstep"),
                    train,
                    test,
                    seed,
                    Double.parseDouble(args[i + 4])));
          }
        });
  }

  private static Dataset<Row> read(SparkSession spark, String file) {
    return spark.read().option("inferSchema", true).csv(file).coalesce(1).cache();
  }

  private static double accuracy(
      boolean isOurs, Dataset<Row> train, Dataset<Row> test, long seed, double l2) {
    List<String> columns = Arrays.asList(train.columns());
    String label = columns.get(columns.size() - 1);
    VectorAssembler assembler =
        new VectorAssembler()
            .setInputCols(columns.subList(0, columns.size() - 1).toArray(String[]::new))
            .setOutputCol("features");
    PipelineStage[] stages =
        isOurs
            ? new PipelineStage[] {assembler, ours(label, seed, l2)}
            : theirs(assembler, label, columns.size() - 1, classes(train, label), seed);
    PipelineModel model = new Pipeline().setStages(stages).fit(train);
    return new MulticlassClassificationEvaluator()
        .setLabelCol(label)
        .setMetricName("accuracy")
        .evaluate(model.transform(test));
  }

  private static int classes(Dataset<Row> rows, String label) {
    return (int) rows.select(label).distinct().count();
  }

  private static MlpClassifier ours(String label, long seed, double l2) {
    return new MlpClassifier()
        .setLabelCol(label)
        .setHiddenLayers(HIDDEN)
        .setSolver("adam")
        .setStepSize(0.01)
        .setBatchSize(16)
        .setMaxIter(100)
        .setRegParam(l2)
        .setSeed(seed);
  }

  private static PipelineStage[] theirs(
      VectorAssembler assembler, String label, int features, int classes, long seed) {
    return IntStream.range(0, 3)
        .mapToObj(
            stage ->
                switch (stage) {
                  case 0 -> assembler;
                  case 1 ->
                      new StandardScaler()
                          .setWithMean(true)
                          .setInputCol("features")
                          .setOutputCol("scaled");
                  default ->
                      new MultilayerPerceptronClassifier()
                          .setFeaturesCol("scaled")
                          .setLabelCol(label)
                          .setLayers(new int[] {features, HIDDEN, classes})
                          .setMaxIter(200)
                          .setSeed(seed);
                })
        .toArray(PipelineStage[]::new);
  }
}
