package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.spark.testing.SparkForTests;

/** Raw columns of a DataFrame as features: text, flags, numbers far from 0 and missing values. */
@Tag("slow")
class InputColsTest {
  private static final String[] INPUTS = {"age", "town", "is vip", "seen"};

  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("age", DataTypes.IntegerType)
          .add("town", DataTypes.StringType)
          .add("is vip", DataTypes.BooleanType)
          .add("seen", DataTypes.LongType)
          .add("label", DataTypes.DoubleType)
          .add("price", DataTypes.DoubleType);

  @TempDir private Path directory;

  /** Customers of whom every seventh age and every ninth town is missing. */
  private static Dataset<Row> customers(int rows) {
    Random random = new Random(5);
    List<Row> list = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int age = 18 + random.nextInt(60);
      String town = List.of("Bern", "Köln", "Oslo").get(random.nextInt(3));
      boolean vip = random.nextBoolean();
      boolean hasLeft = age > 45 != vip;
      list.add(
          RowFactory.create(
              (long) i,
              i % 7 == 0 ? null : age,
              i % 9 == 0 ? (i % 2 == 0 ? null : "") : town,
              vip,
              1_700_000_000_000L + i,
              hasLeft ? 1.0 : 0.0,
              200_000 + 3_000.0 * age + (vip ? 50_000 : 0)));
    }
    return SparkForTests.session().createDataFrame(list, SCHEMA);
  }

  private static MlpClassifier classifier() {
    return Frames.classifier()
        .setInputCols(INPUTS)
        .setHandleInvalid("keep")
        .setSolver("adam")
        .setStepSize(0.01)
        .setMaxIter(40);
  }

  private static List<Row> predictions(Dataset<Row> scored) {
    return scored.orderBy("id").select("id", "prediction", "probability").collectAsList();
  }

  @Test
  void missingValuesTextsAndFlagsAreTrainedOnAndScored() {
    Dataset<Row> customers = customers(400);
    MlpClassificationModel model = classifier().fit(customers);
    assertThat(model.model().input().featureNames())
        .containsExactly(
            "age",
            "age is missing",
            "town=Bern",
            "town=Köln",
            "town=Oslo",
            "town is missing",
            "is vip",
            "seen");
    assertThat(model.model().input().origins()[3]).isEqualTo(1.7e12);
    assertThat(model.model().scaling().kind()).isEqualTo(Scaling.Kind.ROBUST);
    Dataset<Row> known = model.transform(customers).filter(col("age").isNotNull());
    assertThat(Frames.accuracy(known)).isGreaterThan(0.95);
  }

  @Test
  void theSameRowsInAnyPartitionsGiveTheSameBits() {
    Dataset<Row> customers = customers(200);
    MlpClassifier mlp = classifier().setMaxIter(3);
    assertThat(Frames.bits(mlp.fit(customers.repartition(5, col("age")))))
        .isEqualTo(Frames.bits(mlp.fit(customers.coalesce(1))));
  }

  @Test
  void aSavedModelTakesTheSameColumns() throws IOException {
    Dataset<Row> customers = customers(100);
    MlpClassificationModel model = classifier().setMaxIter(3).fit(customers);
    model.write().save(directory.resolve("model").toString());
    MlpClassificationModel loaded =
        MlpClassificationModel.load(directory.resolve("model").toString());
    assertThat(loaded.getInputCols()).containsExactly(INPUTS);
    assertThat(predictions(loaded.transform(customers)))
        .isEqualTo(predictions(model.transform(customers)));
    MlpClassifier mlp = classifier();
    mlp.write().save(directory.resolve("estimator").toString());
    assertThat(MlpClassifier.load(directory.resolve("estimator").toString()).getInputCols())
        .containsExactly(INPUTS);
  }

  @Test
  void aModelWithoutInputColsFindsItsColumnsByName() {
    Dataset<Row> customers = customers(100);
    MlpClassificationModel model = classifier().setMaxIter(3).fit(customers);
    MlpClassificationModel withoutInputCols = MlpClassificationModel.of(model.model());
    withoutInputCols.set(withoutInputCols.handleInvalid(), "keep");
    assertThat(predictions(withoutInputCols.transform(customers)))
        .isEqualTo(predictions(model.transform(customers)));
  }

  @Test
  void aMissingValueIsAnErrorByDefault() {
    Dataset<Row> customers = customers(50);
    assertThatThrownBy(() -> classifier().setHandleInvalid("error").fit(customers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "\\[inputCols\\] expected finite values but found null in column (age|town);"
                + " handleInvalid keep fills missing values");
    MlpClassificationModel model =
        classifier()
            .setHandleInvalid("error")
            .setMaxIter(2)
            .fit(customers.na().drop().filter(col("town").notEqual("")));
    assertThat(model.model().input().featureNames()).contains("age", "town=Bern");
    assertThatThrownBy(() -> model.transform(customers).collectAsList())
        .rootCause()
        .hasMessageMatching(
            "\\[column (age|town)\\] expected a value but found null; handleInvalid keep fills"
                + " missing values");
  }

  @Test
  void rowsWithMissingValuesAreSkippedOnRequest() {
    Dataset<Row> customers = customers(63);
    MlpClassifier mlp = classifier().setHandleInvalid("skip").setMaxIter(3);
    Dataset<Row> whole = customers.na().drop().filter(col("town").notEqual(""));
    MlpClassificationModel model = mlp.fit(customers);
    assertThat(Frames.bits(model)).isEqualTo(Frames.bits(mlp.fit(whole)));
    assertThat(model.transform(customers).count()).isEqualTo(whole.count()).isEqualTo(63 - 15);
  }

  @Test
  void aNewCategoryIsNotAnError() {
    MlpClassificationModel model = classifier().setMaxIter(3).fit(customers(100));
    Dataset<Row> tomorrow =
        SparkForTests.session()
            .createDataFrame(
                List.of(RowFactory.create(1L, 30, "Rome", true, 1_700_000_000_005L, null, null)),
                SCHEMA);
    double[] raw = {30, -1, 1, 1_700_000_000_005.0};
    assertThat(model.transform(tomorrow).select("prediction").first().getDouble(0))
        .isEqualTo(model.predict(org.apache.spark.ml.linalg.Vectors.dense(raw)));
  }

  @Test
  void targetsAreScaledAndPredictedInTheirOwnUnit() {
    Dataset<Row> customers = customers(300);
    MlpRegressionModel model =
        Frames.regressor()
            .setInputCols(INPUTS)
            .setLabelCol("price")
            .setHandleInvalid("keep")
            .setSolver("adam")
            .setStepSize(0.01)
            .setMaxIter(60)
            .fit(customers);
    assertThat(model.model().targetScaling().kind()).isEqualTo(TargetScaling.Kind.STANDARD);
    double error =
        model
            .transform(customers.filter(col("age").isNotNull()))
            .selectExpr("avg(abs(prediction - price))")
            .first()
            .getDouble(0);
    assertThat(error).isLessThan(10_000);
  }

  @Test
  void validationRowsCanHaveACategoryThatTrainingLacks() {
    Dataset<Row> customers =
        customers(100).withColumn("held", col("town").equalTo("Oslo").and(col("id").gt(0)));
    MlpClassificationModel model =
        classifier().setMaxIter(2).setValidationIndicatorCol("held").fit(customers);
    assertThat(model.model().input().featureNames()).doesNotContain("town=Oslo");
    assertThat(
            model
                .summary()
                .history(SparkForTests.session())
                .first()
                .<Double>getAs("validation_loss"))
        .isFinite();
  }

  @Test
  void unsuitableInputColsAreRefusedBeforeAnythingRuns() {
    Dataset<Row> customers =
        customers(20).withColumn("all", org.apache.spark.sql.functions.array());
    for (String[] mistake :
        new String[][] {
          {"agee", "expected a column of the DataFrame but found 'agee', which does not exist"},
          {"all", "expected columns of numbers, texts, dates, or true and false but found 'all'"},
          {"label", "expected columns other than the label but found 'label'"}
        }) {
      assertThatThrownBy(() -> classifier().setInputCols("age", mistake[0]).fit(customers))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[inputCols] " + mistake[1]);
    }
    assertThatThrownBy(() -> classifier().setInputCols("age", "age").fit(customers))
        .hasMessage("[inputCols] expected distinct columns but found 'age' twice");
    MlpClassificationModel model = classifier().setMaxIter(1).fit(customers(20));
    model.set(model.inputCols(), Arrays.copyOf(INPUTS, 2));
    assertThatThrownBy(() -> model.transform(customers))
        .hasMessage("[inputCols] expected 4 columns, as in training but found 2");
  }
}
