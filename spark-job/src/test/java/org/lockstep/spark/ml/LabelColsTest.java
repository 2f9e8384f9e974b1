package org.lockstep.spark.ml;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;

/** A classifier of several labels, each of which applies to a row or not. */
class LabelColsTest {
  private static final Dataset<Row> ROWS =
      Frames.classes(120, 3)
          .withColumn("zero", col("label").equalTo(0))
          .withColumn("two", col("label").equalTo(2).cast("int"))
          .withColumn("array", array(col("zero").cast("int"), col("two")))
          .withColumn("vector", array_to_vector(col("array")));
  private static final MlpClassificationModel MODEL =
      labels().setMaxIter(30).setLabelCols("zero", "two").fit(ROWS);

  @TempDir private Path directory;

  private static MlpClassifier labels() {
    return Frames.classifier().setShards(2);
  }

  @Test
  void eachLabelHasAProbabilityAndThePredictionIsAVector() {
    assertThat(MODEL.model().target())
        .isEqualTo(new TargetSchema(Task.MULTI_LABEL, List.of("zero", "two"), List.of()));
    assertThat(MODEL.labels()).containsExactly("zero", "two");
    assertThat(MODEL.numLabels()).isEqualTo(2);
    assertThat(MODEL.numClasses()).isEqualTo(2);
    Dataset<Row> scored = MODEL.transform(ROWS);
    assertThat(scored.schema())
        .isEqualTo(MODEL.transformSchema(ROWS.schema()))
        .isEqualTo(labels().setLabelCols("zero", "two").transformSchema(ROWS.schema()));
    assertThat(scored.schema().apply("prediction").dataType()).isEqualTo(SQLDataTypes.VectorType());
    int right = 0;
    int none = 0;
    for (Row row : scored.collectAsList()) {
      Vector features = row.getAs("features");
      Vector probability = row.getAs("probability");
      Vector raw = row.getAs("rawPrediction");
      Vector prediction = row.getAs("prediction");
      for (int j = 0; j < 2; j++) {
        assertThat(probability.apply(j))
            .isCloseTo(1 / (1 + Math.exp(-raw.apply(j))), within(1e-12));
        assertThat(prediction.apply(j)).isEqualTo(probability.apply(j) > 0.5 ? 1 : 0);
      }
      assertThat(MODEL.predictRaw(features)).isEqualTo(raw);
      assertThat(MODEL.predictProbability(features)).isEqualTo(probability);
      assertThat(MODEL.predictAll(features)).isEqualTo(prediction.toArray());
      right += prediction.equals(row.<Vector>getAs("vector")) ? 1 : 0;
      none += prediction.numNonzeros() == 0 ? 1 : 0;
    }
    assertThat(right).isGreaterThan(110);
    assertThat(none).as("rows without a label").isBetween(30, 50);
    assertThat(MODEL.trainingSummary().get().accuracyHistory()[29]).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(strings = {"array", "vector"})
  void oneColumnCanHoldAllLabels(String column) {
    MlpClassificationModel model = labels().setMaxIter(30).setLabelCol(column).fit(ROWS);
    assertThat(model.labels()).containsExactly(column + "[0]", column + "[1]");
    assertThat(Frames.bits(model)).isEqualTo(Frames.bits(MODEL));
  }

  @Test
  void validationRowsAndInitialModelsCanHaveLabels() {
    Dataset<Row> divided = ROWS.withColumn("held", col("id").mod(4).equalTo(0));
    MlpClassifier mlp = labels().setLabelCols("zero", "two").setInitialModel(MODEL).setMaxIter(1);
    MlpClassificationModel model = mlp.setValidationIndicatorCol("held").fit(divided);
    Row last = model.trainingSummary().get().history().first();
    assertThat(last.<Double>getAs("validation_accuracy")).isGreaterThan(0.9);
    assertThat(last.<Double>getAs("train_accuracy")).isGreaterThan(0.9);
  }

  @Test
  void aLoadedModelPredictsTheSame() throws IOException {
    String path = directory.resolve("saved").toString();
    MODEL.write().save(path);
    MlpClassificationModel loaded = MlpClassificationModel.load(path);
    assertThat(loaded.labels()).containsExactly("zero", "two");
    assertThat(loaded.transform(ROWS).except(MODEL.transform(ROWS)).count()).isZero();
    assertThatThrownBy(() -> MlpRegressionModel.load(path))
        .hasMessageEndingWith("but found a " + MlpClassificationModel.class.getName());
    assertThatThrownBy(() -> MlpRegressionModel.load(path + "/model.npz"))
        .hasMessage(
            "[model] expected a model of numbers (regression) but found one of several labels"
                + " (multi-label)");
  }

  @Test
  void aClientLearnsTheNamesOfTheLabels() {
    MlpClassificationModel asked = MODEL.copy(new ParamMap());
    asked.set(asked.answer(), "about");
    assertThat(asked.transform(ROWS).first().getString(0))
        .contains("\"classes\":[]", "\"labels\":[\"zero\",\"two\"]", "\"outputs\":2");
  }

  @Test
  void aPredictionOfSeveralLabelsIsNotOneNumber() {
    Vector row = Vectors.dense(0, 0, 0, 0);
    String message = "predict gives one number, and this model predicts 2 labels: see predictAll";
    assertThatThrownBy(() -> MODEL.predict(row)).hasMessage(message);
    assertThatThrownBy(() -> MODEL.probability2prediction(MODEL.predictProbability(row)))
        .hasMessage(message);
    assertThat(MlpClassificationModel.of(SmallModels.ofThreeClasses(1)).predictAll(row)).hasSize(1);
  }

  @Test
  void settingsForClassesAreRefused() {
    MlpClassificationModel thresholds = MODEL.copy(new ParamMap());
    thresholds.set(thresholds.thresholds(), new double[] {0.5, 0.3});
    assertThatThrownBy(() -> thresholds.transform(ROWS))
        .hasMessage("[thresholds] expected none for several labels but found 2");
    assertThatThrownBy(() -> MllibModels.toMllib(MODEL))
        .hasMessage(
            "[model] expected a model of classes but found one of several labels (multi-label)");
    MlpClassifier mlp = labels().setLabelCols("zero", "two");
    assertThatThrownBy(() -> mlp.setClassWeights("balanced").fit(ROWS))
        .hasMessage(
            "[classWeights] expected classes to balance but found several labels (multi-label)");
    assertThatThrownBy(() -> labels().setInitialModel(MODEL).fit(ROWS))
        .hasMessage(
            "[initialModel] expected a model of classes but found one of several labels"
                + " (multi-label)");
    MlpClassifier layers = labels().setLabelCols("zero", "two");
    layers.clear(layers.hiddenLayers());
    assertThatThrownBy(() -> layers.setLayers(4, 3, 3).fit(ROWS))
        .hasMessage("[layers] expected 2 last, the number of labels but found 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zero     | [labelCols] expected at least two columns, one for each label; labelCol names a"
            + " column of classes but found 1",
        "         | [labelCols] expected at least one column but found none",
        "zero,id  | [column zero, id] expected 0 or 1 but found ",
        "zero,hole| [column zero, hole] expected 0 or 1 but found null",
        "zero,vector | [labelCols] expected a column of numbers but found 'vector', which holds"
            + " STRUCT<",
        "zero,none | [labelCols] expected ",
      })
  void labelsMustBeColumnsOfZeroAndOne(String columns, String message) {
    Dataset<Row> rows =
        ROWS.withColumn("hole", when(col("id").equalTo(7), lit(null)).otherwise(lit(1)));
    String[] names = columns == null ? new String[0] : columns.split(",");
    assertThatThrownBy(() -> labels().setLabelCols(names).fit(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void arraysOfLabelsMustHaveTheSameLengthInEachRow() {
    Column one = array(lit(1));
    assertThatThrownBy(() -> labels().fit(ROWS.withColumn("label", one)))
        .hasMessage("[column label] expected at least two labels in each row but found 1");
    Column uneven = when(col("id").equalTo(7), one).otherwise(col("array"));
    assertThatThrownBy(() -> labels().fit(ROWS.withColumn("label", uneven)))
        .hasMessage(
            "[column label] expected the same number of values in each row but found from 1 to 2");
  }
}
