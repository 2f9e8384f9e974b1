package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

@Tag("slow")
class TuningTest {
  private static final Dataset<Row> ROWS = Frames.classes(120, 3);

  @TempDir Path directory;

  @Test
  void aCrossValidatorGivesTheSameResultsWithConcurrentFits() throws Exception {
    MlpClassifier mlp = Frames.classifier().setFeaturesCol("some");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new VectorSlicer()
                      .setInputCol("features")
                      .setOutputCol("some")
                      .setIndices(new int[] {0, 1, 2}),
                  mlp
                });
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(mlp.maxIter(), new int[] {1, 20})
            .addGrid(mlp.stepSize(), new double[] {0.05, 0.2})
            .build();
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(pipeline)
            .setEstimatorParamMaps(grid)
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("logLoss"))
            .setNumFolds(2)
            .setSeed(4);
    CrossValidatorModel one = validator.fit(ROWS);
    CrossValidatorModel four = validator.setParallelism(4).fit(ROWS);
    assertThat(four.avgMetrics()).isEqualTo(one.avgMetrics());
    assertThat(one.avgMetrics()).doesNotHaveDuplicates();

    String path = directory.resolve("cv").toString();
    four.write().overwrite().save(path);
    assertThat(CrossValidatorModel.load(path).transform(ROWS).except(four.transform(ROWS)).count())
        .isZero();
  }

  @Test
  void aTrainValidationSplitChoosesTheBetterRegressor() {
    MlpRegressor mlp = Frames.regressor();
    TrainValidationSplitModel model =
        new TrainValidationSplit()
            .setEstimator(mlp)
            .setEstimatorParamMaps(
                new ParamGridBuilder().addGrid(mlp.maxIter(), new int[] {1, 40}).build())
            .setEvaluator(new RegressionEvaluator())
            .setSeed(3)
            .fit(Frames.numbers(150));
    assertThat(((MlpRegressionModel) model.bestModel()).getMaxIter()).isEqualTo(40);
  }

  @Test
  void oneVersusRestCanBeFittedWithWeightsSavedAndLoaded() throws Exception {
    Dataset<Row> weighted = ROWS.withColumn("w", col("id").mod(2).plus(1).cast("double"));
    OneVsRestModel model =
        new OneVsRest().setClassifier(Frames.classifier()).setWeightCol("w").fit(weighted);
    String path = directory.resolve("ovr").toString();
    model.write().overwrite().save(path);
    Dataset<Row> scored = OneVsRestModel.load(path).transform(weighted);
    assertThat(
            scored
                .select("prediction")
                .except(model.transform(weighted).select("prediction"))
                .count())
        .isZero();
  }

  @Test
  void aGridReachesTheClassifierInsideOneVersusRest() {
    MlpClassifier mlp = Frames.classifier().setSolver("sgd");
    CrossValidatorModel model =
        new CrossValidator()
            .setEstimator(new OneVsRest().setClassifier(mlp))
            .setEstimatorParamMaps(
                new ParamGridBuilder().addGrid(mlp.maxIter(), new int[] {1, 25}).build())
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
            .setNumFolds(2)
            .setSeed(4)
            .fit(ROWS);
    assertThat(model.avgMetrics()[1]).isGreaterThan(model.avgMetrics()[0]);
  }

  @Test
  void parametersInAMapApplyToOneFitOnly() {
    MlpClassifier mlp = Frames.classifier();
    ParamMap map = new ParamMap().put(mlp.maxIter().w(2)).put(mlp.solver().w("adam"));
    MlpClassificationModel model = mlp.fit(ROWS, map);
    assertThat(model.summary().totalIterations()).isEqualTo(2);
    assertThat(model.getSolver()).isEqualTo("adam");
    assertThat(mlp.getMaxIter()).isEqualTo(5);
    assertThat(model.parent().getParam("maxIter").parent()).isEqualTo(mlp.uid());
    assertThat(
            CollectionConverters.asJava(
                mlp.fit(ROWS, CollectionConverters.asScala(List.of(map, new ParamMap())).toSeq())))
        .extracting(each -> each.getMaxIter())
        .containsExactly(2, 5);
  }
}
