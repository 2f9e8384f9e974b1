package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.predict.Scorer;
import org.lockstep.spark.testing.SparkForTests;

/** Regression targets far from 0, with every way to predict them. */
@Tag("slow")
class ScaledNumbersTest {
  @TempDir private Path folder;

  /** The features of {@link Frames#numbers}, with prices from 140,000 to 260,000. */
  private static Dataset<Row> prices() {
    return Frames.numbers(200)
        .withColumn("label", col("label").multiply(20_000).plus(190_000.25))
        .withColumn("rent", col("label").divide(250))
        .repartition(3)
        .cache();
  }

  private static MlpRegressor regressor(String scale) {
    return new MlpRegressor()
        .setHiddenLayers(8)
        .setMaxIter(30)
        .setBatchSize(20)
        .setSolver("adam")
        .setStepSize(0.02)
        .setTargetScale(scale);
  }

  @ParameterizedTest
  @CsvSource({"standard, float", "standard, double", "log, float", "log, double", "clipped, float"})
  void transformPredictSqlAndTheScorerAgreeInTheTargetsUnit(String scale, String precision) {
    MlpRegressionModel model = regressor(scale).setPrecision(precision).fit(prices());
    String path = folder.resolve("model").toString();
    try {
      model.write().overwrite().save(path);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    LockstepFunctions.register(SparkForTests.session());
    Scorer scorer = Scorer.of(model.model());
    MlpRegressionModel loaded = MlpRegressionModel.load(path);
    List<Row> rows =
        model
            .transform(prices())
            .selectExpr("*", "lockstep_predict('" + path + "', features) AS by_sql")
            .collectAsList();
    assertThat(rows).hasSize(200);
    for (Row row : rows) {
      double label = row.getAs("label");
      double prediction = row.getAs("prediction");
      Vector features = row.getAs("features");
      assertThat(prediction).isCloseTo(label, within(15_000.0));
      assertThat(model.predict(features)).isEqualTo(prediction);
      assertThat(loaded.predict(features)).isEqualTo(prediction);
      assertThat(row.<Double>getAs("by_sql"))
          .isCloseTo(prediction, within(0.1)); // the function predicts row by row
      assertThat(scorer.outputs(features.toArray())[0]).isCloseTo(prediction, within(0.1));
    }
  }

  @Test
  void eachOfSeveralTargetsHasItsOwnScaling() {
    MlpRegressionModel model = regressor("standard").setLabelCols("label", "rent").fit(prices());
    TargetScaling scaling = model.model().targetScaling();
    assertThat(scaling.shift()[0]).isCloseTo(250 * scaling.shift()[1], within(1.0));
    assertThat(scaling.scale()[0]).isCloseTo(250 * scaling.scale()[1], within(1.0));
    for (Row row : model.transform(prices()).collectAsList()) {
      Vector prediction = row.getAs("prediction");
      assertThat(prediction.apply(0)).isCloseTo(row.<Double>getAs("label"), within(15_000.0));
      assertThat(prediction.apply(1)).isCloseTo(row.<Double>getAs("rent"), within(60.0));
    }
  }

  @Test
  void theHistoryGivesErrorsInTheTargetsUnit() {
    MlpRegressionModel model = regressor("standard").setValidationFraction(0.2).fit(prices());
    Row last = model.summary().history().orderBy(col("epoch").desc()).first();
    for (String part : List.of("train", "validation")) {
      assertThat(last.<Double>getAs(part + "_loss")).isLessThan(0.1);
      double rmse = last.getAs(part + "_rmse");
      assertThat(rmse).isBetween(100.0, 15_000.0);
      assertThat(last.<Double>getAs(part + "_mae")).isBetween(0.3 * rmse, rmse);
    }
    Row classification =
        Frames.classifier().setMaxIter(1).fit(Frames.classes(30, 3)).summary().history().first();
    assertThat(classification.<Double>getAs("train_rmse")).isNull();
  }

  @Test
  void aFitFromAnInitialModelKeepsItsScaling() {
    MlpRegressionModel first = regressor("log").fit(prices());
    Dataset<Row> dearer = prices().withColumn("label", col("label").multiply(1.05));
    MlpRegressionModel second =
        regressor("standard").setMaxIter(1).setInitialModel(first).fit(dearer);
    assertThat(second.model().targetScaling()).isEqualTo(first.model().targetScaling());
  }

  @Test
  void targetsAreScaledByDefaultIfTheOutputIsLinear() {
    MlpRegressor plain = new MlpRegressor().setHiddenLayers(4).setMaxIter(1);
    assertThat(plain.fit(prices()).model().targetScaling().kind())
        .isEqualTo(TargetScaling.Kind.STANDARD);
    assertThat(plain.setOutputActivation("sigmoid").fit(prices()).model().targetScaling().isNone())
        .isTrue();
    assertThatThrownBy(() -> plain.setTargetScale("log").fit(prices()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[targetScale log] expected a linear output but found sigmoid");
    assertThat(new MlpClassifier().hasParam("targetScale")).isFalse();
  }
}
