package org.lockstep.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.testing.SparkForTests;

/** The SQL functions on raw columns, given by name in a struct. */
class NamedStructTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("age", DataTypes.IntegerType)
          .add("town", DataTypes.StringType)
          .add("joined", DataTypes.DateType)
          .add("message", DataTypes.StringType)
          .add("label", DataTypes.DoubleType)
          .add("rent", DataTypes.createDecimalType(8, 2));

  private static SparkSession spark;
  private static Dataset<Row> people;

  @TempDir private Path folder;
  private String path;
  private MlpClassificationModel model;

  @BeforeAll
  static void register() {
    spark = SparkForTests.session();
    LockstepFunctions.register(spark);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      rows.add(
          RowFactory.create(
              i,
              i % 7 == 0 ? null : 20 + i,
              i % 5 == 0 ? null : List.of("Bern", "Köln", "Oslo").get(i % 3),
              i % 9 == 0 ? null : Date.valueOf(LocalDate.of(2024, 1, 1).plusDays(i)),
              i % 2 == 0 ? "win a free prize" : "dear friend " + i,
              (double) (i % 2),
              new java.math.BigDecimal(500 + i)));
    }
    people = spark.createDataFrame(rows, SCHEMA).cache();
    people.createOrReplaceTempView("people");
  }

  @BeforeEach
  void fit() throws IOException {
    model =
        Frames.classifier()
            .setInputCols("age", "town", "joined", "message")
            .setTextCols("message")
            .setHandleInvalid("keep")
            .setMaxIter(3)
            .fit(people);
    path = folder.resolve("model").toString();
    model.write().overwrite().save(path);
  }

  private static List<Row> results(String expression) {
    return spark.sql("SELECT id, " + expression + " FROM people ORDER BY id").collectAsList();
  }

  @Test
  void everyRowMatchesTransform() {
    List<Row> probabilities =
        results("map_values(lockstep_probabilities('" + path + "', struct(*)))[1]");
    List<Row> names =
        results(
            "lockstep_predict('"
                + path
                + "', named_struct('message', message, 'town', town, 'joined', joined, 'age',"
                + " age))");
    List<Row> transformed = model.transform(people).orderBy("id").collectAsList();
    assertThat(transformed).hasSize(80);
    for (int i = 0; i < transformed.size(); i++) {
      Row row = transformed.get(i);
      assertThat(probabilities.get(i).getDouble(1))
          .isCloseTo(row.<Vector>getAs("probability").apply(1), within(1e-6));
      assertThat(names.get(i).getString(1))
          .isEqualTo(Integer.toString((int) (double) row.<Double>getAs("prediction")));
    }
    assertThat(probabilities.stream().map(row -> row.getDouble(1)).distinct())
        .hasSizeGreaterThan(40);
  }

  @Test
  void missingValuesAreFilledAndDatesCanBeText() {
    String named =
        "named_struct('age', NULL, 'town', 'Rome', 'joined', '2024-03-01', 'message', NULL)";
    String typed =
        "named_struct('age', double('nan'), 'town', 'Nowhere', 'joined', DATE'2024-03-01',"
            + " 'message', '')";
    Row row =
        spark
            .sql(
                "SELECT lockstep_probabilities('%1$s', %2$s), lockstep_probabilities('%1$s', %3$s)"
                    .replace("%1$s", path)
                    .replace("%2$s", named)
                    .replace("%3$s", typed))
            .first();
    assertThat(row.isNullAt(0)).isFalse();
    assertThat(row.<Object>getAs(0)).isEqualTo(row.<Object>getAs(1));
  }

  @Test
  void rawValuesCanBeGivenInOrder() throws IOException {
    MlpClassificationModel townModel =
        Frames.classifier()
            .setInputCols("town", "rent")
            .setHandleInvalid("keep")
            .setMaxIter(2)
            .fit(people);
    townModel.write().overwrite().save(path);
    assertThat(townModel.model().network().inputs()).isGreaterThan(2);
    Row row =
        spark
            .sql(
                "SELECT lockstep_predict('%s', array(1, 530)), lockstep_predict('%s', 1, 530),"
                        .replace("%s", path)
                    + " lockstep_predict('%s', struct('Köln' AS town, 530 AS rent))"
                        .replace("%s", path))
            .first();
    assertThat(row.getString(0)).isEqualTo(row.getString(1)).isEqualTo(row.getString(2));
  }

  @Test
  void theResultIsNullWithoutAStructOrForAMissingValueThatCannotBeFilled() throws IOException {
    MlpClassificationModel strict =
        Frames.classifier().setInputCols("rent").setMaxIter(1).fit(people);
    strict.write().overwrite().save(path);
    Row row =
        spark
            .sql(
                "SELECT lockstep_predict('%s', named_struct('rent', NULL)),".replace("%s", path)
                    + " lockstep_predict('%s', if(rand() < 2, NULL, named_struct('rent', 1.0))),"
                        .replace("%s", path)
                    + " lockstep_predict('%s', named_struct('rent', 1.0))".replace("%s", path))
            .first();
    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.isNullAt(2)).isFalse();
  }

  @Test
  void anUnsuitableStructIsRefusedBeforeAnythingRuns() {
    assertRefused(
        "named_struct('agee', 1, 'town', '', 'joined', '', 'message', '')",
        "expected a struct with the field 'age', as in training, but found agee, town, joined,"
            + " message");
    assertRefused(
        "named_struct('age', 'x', 'town', '', 'joined', '', 'message', '')",
        "expected a column of numbers, as in training, but found 'age'");
    assertRefused(
        "named_struct('age', 1, 'town', '', 'joined', 5, 'message', '')",
        "expected a column of dates, as in training, but found 'joined'");
  }

  private void assertRefused(String struct, String message) {
    assertThatThrownBy(() -> spark.sql("SELECT lockstep_predict('" + path + "', " + struct + ")"))
        .hasMessageContaining("[lockstep_predict] " + message);
  }
}
