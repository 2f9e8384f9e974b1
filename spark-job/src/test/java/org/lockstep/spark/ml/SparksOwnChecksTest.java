package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.ml.classification.MultilayerPerceptronClassifierSuite;
import org.apache.spark.ml.classification.ProbabilisticClassifierSuite;
import org.apache.spark.ml.feature.LabeledPoint;
import org.apache.spark.ml.param.ParamsSuite;
import org.apache.spark.ml.util.MLTestingUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.test.TestSparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.testing.SparkForTests;
import scala.runtime.BoxedUnit;

/**
 * The checks that Spark's test suites apply to every estimator, from the helpers in its test jars.
 */
@Tag("slow")
class SparksOwnChecksTest {
  private static final Dataset<Row> ROWS = Frames.classes(90, 3);
  private static final MlpClassifier CLASSIFIER = Frames.classifier().setMaxIter(20);
  private static final MlpClassificationModel MODEL = CLASSIFIER.fit(ROWS);
  private static final MultilayerPerceptronClassifierSuite SUITE =
      new MultilayerPerceptronClassifierSuite();

  @BeforeAll
  static void giveTheSuiteOurSession() {
    SUITE.org$apache$spark$sql$test$SharedSparkSessionBase$$_spark_$eq(
        new TestSparkSession(SparkForTests.context().sc()));
    SUITE.sc_$eq(SparkForTests.context().sc());
  }

  @Test
  void parametersAreSortedByNameAndBelongToTheirOwner() {
    ParamsSuite.checkParams(new MlpClassifier());
    ParamsSuite.checkParams(new MlpRegressor());
    ParamsSuite.checkParams(MODEL);
    ParamsSuite.checkParams(Frames.regressor().fit(Frames.numbers(30)));
  }

  @Test
  void copiesAndModelsKeepUids() {
    MLTestingUtils.checkCopyAndUids(CLASSIFIER, MODEL);
    MlpRegressor regressor = Frames.regressor();
    MLTestingUtils.checkCopyAndUids(regressor, regressor.fit(Frames.numbers(30)));
  }

  @Test
  void predictingOneRowMatchesTransform() {
    SUITE.testPredictionModelSinglePrediction(MODEL, ROWS);
    SUITE.testClassificationModelSingleRawPrediction(MODEL, ROWS);
    SUITE.testProbClassificationModelSingleProbPrediction(MODEL, ROWS);
    SUITE.testPredictionModelSinglePrediction(
        Frames.regressor().fit(Frames.numbers(30)), Frames.numbers(30));
  }

  @Test
  void outputsDoNotDependOnWhichOfThemAreRequested() {
    ProbabilisticClassifierSuite.testPredictMethods(SUITE, MODEL, ROWS);
  }

  @Test
  void onlyTheRatiosOfWeightsCount() {
    MLTestingUtils.testArbitrarilyScaledWeights(
        points(), fullBatch(), SparksOwnChecksTest::assertSamePredictions);
  }

  @Test
  void outliersOfSmallWeightHardlyCount() {
    MLTestingUtils.testOutliersWithSmallWeights(
        points(), fullBatch(), 3, SparksOwnChecksTest::assertSamePredictions, 3);
  }

  /**
   * A classifier that takes all rows in each step, so that their grouping into batches does not
   * matter.
   */
  private static MlpClassifier fullBatch() {
    return Frames.classifier().setPrecision("double").setBatchSize(10_000).setMaxIter(60);
  }

  @SuppressWarnings("unchecked") // the checks use only the columns
  private static Dataset<LabeledPoint> points() {
    return (Dataset<LabeledPoint>) (Dataset<?>) ROWS.select(col("label"), col("features"));
  }

  private static BoxedUnit assertSamePredictions(
      MlpClassificationModel a, MlpClassificationModel b) {
    assertThat(
            a.transform(ROWS)
                .select("id", "prediction")
                .except(b.transform(ROWS).select("id", "prediction"))
                .count())
        .isZero();
    return BoxedUnit.UNIT;
  }
}
