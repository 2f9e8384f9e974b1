package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bad input gives a one-line message with its place, what was expected and what was found.
 */
class BadInputTest {
  private static final Dataset<Row> ROWS = Frames.classes(60, 3);

  static Stream<Arguments> parameters() {
    return Stream.of(
        badSetting(
            mlp -> mlp.setStepSize(-1), "[stepSize] expected a positive number but found -1.0"),
        badSetting(
            mlp -> mlp.setStepSize(Double.NaN),
            "[stepSize] expected a positive number but found NaN"),
        badSetting(mlp -> mlp.setMaxIter(0), "[maxIter] expected at least 1 but found 0"),
        badSetting(
            mlp -> mlp.setHiddenLayers(10, 0),
            "[hiddenLayers] expected none, or units of each layer from 1 to 2147483647, as in"
                + " 100,50 but found 10,0"),
        badSetting(
            mlp -> mlp.setSolver("gd"),
            "[solver] expected one of sgd, momentum, nesterov, adam, adamw, rmsprop, adagrad, lbfgs"
                + " but found 'gd'"),
        badSetting(
            mlp -> mlp.setMomentum(1),
            "[momentum] expected a share of at least 0 and less than 1 but found 1.0"),
        badSetting(
            mlp -> mlp.setRateFactors("b"),
            "[rateFactors] expected names of arrays, each with a factor of at least 0, as in b"
                + " 0.1, W1 0.5, but found 'b'"),
        badSetting(
            mlp -> mlp.setHandleInvalid("drop"),
            "[handleInvalid] expected one of error, skip, keep but found 'drop'"),
        badSetting(
            mlp -> mlp.setLayers(4),
            "[layers] expected sizes of at least 1 from the features to the outputs, as in [784,"
                + " 100, 10] but found [4]"),
        badSetting(
            mlp -> mlp.setDropout(1),
            "[dropout] expected a probability of at least 0 and less than 1 but found 1.0"));
  }

  private static Arguments badSetting(
      Function<MlpClassifier, MlpClassifier> setter, String message) {
    return Arguments.of(message, setter);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parameters")
  void aValueOutOfRangeIsRefusedAtOnce(
      String message, Function<MlpClassifier, MlpClassifier> setter) {
    assertThatThrownBy(() -> setter.apply(new MlpClassifier()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> settingsWithoutEffect() {
    return Stream.of(
        badSetting(
            mlp -> mlp.setKeepTies("last"),
            "[keepTies] expected a best epoch to keep, as with keep best-loss but found keep"
                + " last"),
        badSetting(
            mlp -> mlp.setMaxIter(2).setWarmUp(2),
            "[warmUp] expected less than the run, maxIter 2 but found 2.0"),
        badSetting(
            mlp -> mlp.setMaxSteps(2).setWarmUp(1).setBatchSize(10),
            "[warmUp] expected less than the run, which has 2 steps, but found 6"),
        badSetting(
            mlp -> new MlpClassifier().setNetwork("dense 3 ntk, output ntk").setInit("he"),
            "[init] expected weights of network that it initialises but found none"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settingsWithoutEffect")
  void aSettingWithoutEffectIsRefusedBeforeAnythingIsWritten(
      String message, Function<MlpClassifier, MlpClassifier> setter, @TempDir Path directory) {
    assertThatThrownBy(() -> setter.apply(Frames.classifier()).fit(ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    MlpClassifier withDirectory =
        setter.apply(Frames.classifier()).setCheckpointDir(directory.toString());
    assertThatThrownBy(() -> withDirectory.fit(ROWS)).hasMessage(message);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aConstantThatTheSolverLacksIsRefusedAndTheSolversThatHaveItAreNamed() {
    MlpClassifier mlp = Frames.classifier().setSolver("nesterov").setEpsilon(0.1);
    assertThatThrownBy(() -> mlp.fit(ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[epsilon] expected solver adam, adamw, rmsprop or adagrad but found solver"
                + " nesterov");
  }

  @Test
  void aRateFactorOfAnArrayThatTheNetworkLacksIsRefusedAndItsArraysAreNamed() {
    MlpClassifier mlp = Frames.classifier().setRateFactors("W3 0.1");
    assertThatThrownBy(() -> mlp.fit(ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[rateFactors] expected one of W1, b1, W2, b2, or W or b for all of them, but found"
                + " W3");
  }

  static Stream<Arguments> columns() {
    return Stream.of(
        badColumn(
            mlp -> mlp.setLabelCol("lable"),
            "[labelCol] expected a column of the DataFrame but found 'lable', which does not exist;"
                + " the nearest is 'label'"),
        badColumn(
            mlp -> mlp.setFeaturesCol("Feature"),
            "[featuresCol] expected a column of the DataFrame but found 'Feature', which does not"
                + " exist; the nearest is 'features'"),
        badColumn(
            mlp -> mlp.setFeaturesCol("label"),
            "[featuresCol] expected a column of vectors, or of arrays of numbers but found 'label',"
                + " which holds DOUBLE"),
        badColumn(
            mlp -> mlp.setLabelCol("name"),
            "[labelCol] expected a column of numbers (a StringIndexer turns names into numbers) but"
                + " found 'name', which holds STRING"),
        badColumn(
            mlp -> mlp.setWeightCol("name"),
            "[weightCol] expected a column of numbers (a StringIndexer turns names into numbers)"
                + " but found 'name', which holds STRING"),
        badColumn(
            mlp -> mlp.setValidationIndicatorCol("name"),
            "[validationIndicatorCol] expected a column of true and false but found 'name', which"
                + " holds STRING"),
        badColumn(
            mlp -> mlp.setPredictionCol("name"),
            "[predictionCol] expected the name of a new column but found 'name', which the"
                + " DataFrame already has"),
        badColumn(
            mlp -> mlp.setPredictionCol("probability"),
            "[predictionCol] expected the name of a new column but found 'probability', which the"
                + " DataFrame already has"));
  }

  private static Arguments badColumn(
      Function<MlpClassifier, MlpClassifier> setter, String message) {
    return Arguments.of(message, setter);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("columns")
  void anUnsuitableColumnIsRefusedBeforeAnythingRuns(
      String message, Function<MlpClassifier, MlpClassifier> setter) {
    Dataset<Row> named = ROWS.withColumn("name", lit("x"));
    MlpClassifier mlp = setter.apply(Frames.classifier());
    assertThatThrownBy(() -> mlp.transformSchema(named.schema()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> mlp.fit(named))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> rows() {
    Column some = col("id").equalTo(7);
    return Stream.of(
        rows(label(some, lit(-1)), "[column label] expected a whole number from 0 but found -1"),
        rows(label(some, lit(0.5)), "[column label] expected a whole number from 0 but found 0.5"),
        rows(
            label(some, lit(Double.POSITIVE_INFINITY)),
            "[column label] expected a whole number from 0 but found Infinity"),
        rows(
            label(some, lit(3e9)),
            "[column label] expected a whole number from 0 but found 3000000000"),
        rows(
            label(some, lit(5000)),
            "[column label] expected labels below 1000, or a column whose metadata names the"
                + " classes but found 5000"),
        rows(
            label(some, lit(null)), "[column label] expected a whole number from 0 but found null"),
        rows(
            ROWS.withColumn("label", lit(null).cast("double")),
            "[column label] expected a whole number from 0 but found null"),
        rows(
            ROWS.union(Frames.of(List.of(Frames.row(99, 1.0, 1, 2, 3)))),
            "[column features] expected vectors of the same size but found sizes from 3 to 4"),
        rows(
            ROWS.union(Frames.of(List.of(Frames.row(99, 1.0, (double[]) null)))),
            "[column features] expected numbers but found null"),
        rows(
            ROWS.union(Frames.of(List.of(Frames.row(99, 1.0, 1, 2, 3, Double.NaN)))),
            "[column features] expected numbers but found NaN"),
        rows(
            ROWS.limit(0), "[the DataFrame] expected at least one row to train on but found none"));
  }

  private static Dataset<Row> label(Column where, Column value) {
    return ROWS.withColumn("label", when(where, value).otherwise(col("label")));
  }

  private static Arguments rows(Dataset<Row> rows, String message) {
    return Arguments.of(message, rows);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void rowsThatCannotBeTrainedOnAreRefused(String message, Dataset<Row> rows) {
    assertThatThrownBy(() -> Frames.classifier().fit(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void weightsMustBeAtLeastZero() {
    for (Object weight : new Object[] {-1.0, Double.NaN, null}) {
      Dataset<Row> weighted =
          ROWS.withColumn(
              "w",
              when(col("id").equalTo(3), lit(weight).cast(DataTypes.DoubleType)).otherwise(1.0));
      assertThatThrownBy(() -> Frames.classifier().setWeightCol("w").fit(weighted))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("[column w] expected a weight of at least 0 but found ");
    }
  }

  @Test
  void ifAllRowsAreUnusableTheirNumberIsNamed() {
    Dataset<Row> none = Frames.of(List.of(Frames.row(1, 1.0, (double[]) null)));
    assertThatThrownBy(() -> Frames.classifier().setHandleInvalid("skip").fit(none))
        .hasMessage(
            "[the DataFrame] expected at least one row to train on but found 1 without usable"
                + " features");
  }

  @Test
  void layersThatDoNotFitTheDataAreRefused() {
    assertThatThrownBy(() -> new MlpClassifier().setLayers(5, 8, 3).fit(ROWS))
        .hasMessage("[layers] expected 4 first, the number of features but found 5");
    assertThatThrownBy(() -> new MlpClassifier().setLayers(4, 8, 2).fit(ROWS))
        .hasMessage("[layers] expected 3 last, the number of classes but found 2");
    assertThatThrownBy(() -> new MlpClassifier().setLayers(4, 8, 3).setHiddenLayers(8).fit(ROWS))
        .hasMessage("[layers] expected layers or hiddenLayers but found both");
  }

  @Test
  void aClassThatOnlyValidationRowsHaveIsRefused() {
    Dataset<Row> marked = ROWS.withColumn("held", col("label").equalTo(2));
    assertThatThrownBy(() -> Frames.classifier().setValidationIndicatorCol("held").fit(marked))
        .hasMessage(
            "[column label] expected labels from 0 to 1, as in the training rows but found 2 in the"
                + " validation rows");
  }

  @Test
  void holdingOutAllRowsIsRefused() {
    assertThatThrownBy(
            () ->
                Frames.classifier()
                    .setValidationIndicatorCol("held")
                    .fit(ROWS.withColumn("held", lit(true))))
        .hasMessage("[the DataFrame] expected at least one row to train on but found none");
  }

  @Test
  void unseenLabelsOfAStringIndexerAreAClass() {
    Dataset<Row> named = ROWS.withColumn("kind", col("label").cast("string"));
    Dataset<Row> indexed =
        new StringIndexer()
            .setInputCol("kind")
            .setOutputCol("index")
            .fit(named.filter("label < 2"))
            .setHandleInvalid("keep")
            .transform(named);
    MlpClassificationModel model = Frames.classifier().setLabelCol("index").fit(indexed);
    assertThat(model.labels()).hasSize(3); // StringIndexer also names the unseen labels
  }

  @Test
  void vectorsOfAnotherSizeCannotBeScored() {
    MlpClassificationModel model = Frames.classifier().fit(ROWS);
    assertThatThrownBy(
            () -> model.transform(Frames.of(List.of(Frames.row(1, 1.0, 1, 2, 3)))).collect())
        .rootCause()
        .hasMessage("[column features] expected 4 features, as in training but found 3");
  }

  @Test
  void explanationsNameNoCommandLineOptions() {
    assertThat(new MlpClassifier().explainParams()).doesNotContain("--");
  }
}
