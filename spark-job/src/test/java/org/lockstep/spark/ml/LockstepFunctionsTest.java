package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.file.Model;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.SparkForTests;

@Tag("slow")
class LockstepFunctionsTest {
  private static SparkSession spark;
  private static Dataset<Row> flowers;

  @TempDir Path folder;

  @BeforeAll
  static void register() {
    spark = SparkForTests.session();
    LockstepFunctions.register(spark);
    flowers = Flowers.in(spark).cache();
    flowers.createOrReplaceTempView("flowers");
  }

  private String saved(MlpClassificationModel model) throws IOException {
    String path = folder.resolve("saved").toString();
    model.write().overwrite().save(path);
    return path;
  }

  /** The results of an expression by row id, from 1. Row 0 has no features, and so no result. */
  private static <T> Map<Integer, T> results(String expression) {
    Map<Integer, T> results = new LinkedHashMap<>();
    for (Row row : spark.sql("SELECT id, " + expression + " FROM flowers").collectAsList()) {
      results.put(row.getInt(0), row.getAs(1));
    }
    assertThat(results).hasSize(60);
    assertThat(results.remove(0)).isNull();
    assertThat(results.values()).doesNotContainNull();
    return results;
  }

  private static String predict(String path, String features) {
    return "lockstep_predict('" + path + "', " + features + ")";
  }

  private static String probabilities(String path, String features) {
    return "lockstep_probabilities('" + path + "', " + features + ")";
  }

  private static List<Row> transformed(Dataset<Row> rows) {
    List<Row> transformed = rows.filter("id > 0").collectAsList();
    assertThat(transformed).hasSize(59);
    return transformed;
  }

  private void assertSameAsTransform(Model model) throws IOException {
    MlpClassificationModel classes = MlpClassificationModel.of(model).setFeaturesCol("dense");
    String path = saved(classes);
    Map<Integer, String> names = results(predict(path, "dense"));
    Map<Integer, scala.collection.Map<String, Double>> probabilityMaps =
        results(probabilities(path, "dense"));

    for (Row row : transformed(classes.transform(flowers.filter("id > 0")))) {
      int id = row.getAs("id");
      double prediction = row.getAs("prediction");
      Vector probability = row.getAs("probability");
      assertThat(names.get(id)).isEqualTo(classes.labels()[(int) prediction]);
      for (int k = 0; k < classes.numClasses(); k++) {
        assertThat((double) probabilityMaps.get(id).apply(classes.labels()[k]))
            .isCloseTo(probability.apply(k), within(1e-12));
      }
    }
    assertThat(names.values()).contains(classes.labels());
  }

  @Test
  void classesAndProbabilitiesMatchTransform() throws IOException {
    assertSameAsTransform(SmallModels.ofThreeClasses(1));
    assertSameAsTransform(SmallModels.ofTwoClasses(2));
  }

  @Test
  void thresholdsCountAsInTransform() throws IOException {
    MlpClassificationModel model = MlpClassificationModel.of(SmallModels.ofThreeClasses(1));
    model.setThresholds(new double[] {1, 1e-9, 1});

    assertThat(results(predict(saved(model), "dense")).values()).containsOnly("bee");
  }

  @Test
  void aModelsThresholdCountsAsInTransformUntilThresholdsAreSet() throws IOException {
    Model two = SmallModels.ofTwoClasses(2);
    double middle = middleProbability(two);
    assertThat(middle).isNotEqualTo(0.5);
    MlpClassificationModel model =
        MlpClassificationModel.of(two.withThreshold(OptionalDouble.of(middle)))
            .setFeaturesCol("dense");
    assertSameAsTransform(model.model());
    List<Row> scored = transformed(model.transform(flowers.filter("id > 0")));
    for (Row row : scored) {
      Vector p = row.getAs("probability");
      double expected = p.apply(1) > middle ? 1 : 0;
      assertThat(row.<Double>getAs("prediction")).isEqualTo(expected);
      assertThat(model.probability2prediction(p)).isEqualTo(expected);
      assertThat(model.raw2prediction(row.getAs("rawPrediction"))).isEqualTo(expected);
    }
    assertThat(scored).extracting(row -> row.<Double>getAs("prediction")).contains(0.0, 1.0);
    model.setThresholds(new double[] {1, 1e-9});
    assertThat(transformed(model.transform(flowers.filter("id > 0"))))
        .allMatch(row -> row.<Double>getAs("prediction") == 1);
    assertThat(results(predict(saved(model), "dense")).values()).containsOnly("yes");
  }

  /** A probability between those of two rows, since the last bits of a row depend on the BLAS. */
  private static double middleProbability(Model model) {
    return transformed(
            MlpClassificationModel.of(model)
                .setFeaturesCol("dense")
                .transform(flowers.filter("id > 0")))
        .stream()
        .mapToDouble(row -> row.<Vector>getAs("probability").apply(1))
        .sorted()
        .skip(20)
        .limit(2)
        .average()
        .orElseThrow();
  }

  @Test
  void probabilitiesAreInTheOrderOfTheClasses() throws IOException {
    String path = saved(MlpClassificationModel.of(SmallModels.ofThreeClasses(1)));

    assertThat(
            spark
                .sql("SELECT map_keys(" + probabilities(path, "1, 2, 3, 4") + ")")
                .first()
                .getList(0))
        .isEqualTo(List.of("ant", "bee", "cricket"));
  }

  @Test
  void aSingleTargetMatchesTransform() throws IOException {
    MlpRegressionModel model =
        MlpRegressionModel.of(SmallModels.ofNumbers(3, "height")).setFeaturesCol("dense");
    String path = folder.resolve("one").toString();
    model.write().save(path);
    Map<Integer, Double> numbers = results(predict(path, "dense"));

    for (Row row : transformed(model.transform(flowers.filter("id > 0")))) {
      double expected = row.getAs("prediction");
      assertThat(numbers.get(row.<Integer>getAs("id"))).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void severalTargetsMatchTransform() throws IOException {
    MlpRegressionModel model =
        MlpRegressionModel.of(SmallModels.ofNumbers(4, "height", "width")).setFeaturesCol("dense");
    String path = folder.resolve("two").toString();
    model.write().save(path);
    Map<Integer, Double> heights = results(predict(path, "dense") + "[0]");
    Map<Integer, Double> widths = results(predict(path, "dense") + "[1]");

    for (Row row : transformed(model.transform(flowers.filter("id > 0")))) {
      Vector expected = row.getAs("prediction");
      int id = row.getAs("id");
      assertThat(heights.get(id)).isCloseTo(expected.apply(0), within(1e-12));
      assertThat(widths.get(id)).isCloseTo(expected.apply(1), within(1e-12));
    }
  }

  @Test
  void featuresCanBeVectorsArraysOrColumns() throws IOException {
    String path = saved(MlpClassificationModel.of(SmallModels.ofThreeClasses(1)));
    Map<Integer, String> expected = results(predict(path, "dense"));

    for (String features :
        List.of(
            "sparse",
            "doubles",
            "ints",
            "CAST(doubles AS ARRAY<FLOAT>)",
            "CAST(doubles AS ARRAY<DECIMAL(10, 2)>)",
            "transform(ints, x -> x * 1.0)",
            "array(a, b, c, ints[3])",
            "a, b, c, d")) {
      assertThat(LockstepFunctionsTest.<String>results(predict(path, features)))
          .as(features)
          .isEqualTo(expected);
    }
  }

  @Test
  void theResultIsNullIfANumberIsMissingOrNotFinite() throws IOException {
    String path = saved(MlpClassificationModel.of(SmallModels.ofThreeClasses(1)));

    for (String features :
        List.of(
            "NULL",
            "1, 2, NULL, 4",
            "1, 2, double('NaN'), 4",
            "array(1, NULL, 3, 4)",
            "array(1, double('-Infinity'), 3, 4)",
            "array(NULL, NULL, NULL, NULL)",
            "CAST(NULL AS ARRAY<INT>)")) {
      Row row =
          spark
              .sql("SELECT " + predict(path, features) + ", " + probabilities(path, features))
              .first();
      assertThat(row.isNullAt(0)).as(features).isTrue();
      assertThat(row.isNullAt(1)).as(features).isTrue();
    }
  }

  @Test
  void aRunAndAModelFileCanBeGivenAsModels() throws IOException {
    Model model = SmallModels.ofThreeClasses(1);
    String saved = saved(MlpClassificationModel.of(model));
    String file = SmallModels.write(model, folder.resolve("runs/first/model.npz"));
    Map<Integer, String> expected = results(predict(saved, "dense"));

    assertThat(LockstepFunctionsTest.<String>results(predict(file, "dense"))).isEqualTo(expected);
    assertThat(LockstepFunctionsTest.<String>results(predict(folder + "/runs/first", "dense")))
        .isEqualTo(expected);
  }

  @Test
  void thePathCanBeAnyConstantExpression() throws IOException {
    String path = saved(MlpClassificationModel.of(SmallModels.ofThreeClasses(1)));
    Map<Integer, String> expected = results(predict(path, "dense"));

    assertThat(
            LockstepFunctionsTest.<String>results(
                "lockstep_predict('" + folder + "' || '/saved', dense)"))
        .isEqualTo(expected);
    assertThat(
            spark
                .sql("SELECT lockstep_predict(:path, 1, 2, 3, 4) AS c", Map.of("path", path))
                .schema()
                .apply("c")
                .dataType())
        .isEqualTo(DataTypes.StringType);
  }

  @Test
  void javaCanCallTheFunctions() throws IOException {
    String path = saved(MlpClassificationModel.of(SmallModels.ofThreeClasses(1)));
    Dataset<Row> called =
        flowers.select(
            call_function(LockstepFunctions.PREDICT, lit(path), col("dense")).as("called"));

    assertThat(called.collectAsList())
        .isEqualTo(flowers.selectExpr(predict(path, "dense") + " AS e").collectAsList());
  }

  @Test
  void columnsAndPlansNameTheFunction() throws IOException {
    String path = saved(MlpClassificationModel.of(SmallModels.ofThreeClasses(1)));
    Dataset<Row> query = spark.sql("SELECT " + predict(path, "dense") + " FROM flowers");

    assertThat(query.columns()).containsExactly("lockstep_predict(" + path + ", dense)");
    assertThat(query.queryExecution().toString()).contains("lockstep_predict(model ");
  }

  @Test
  void aTemporaryViewPredicts() throws IOException {
    String path = saved(MlpClassificationModel.of(SmallModels.ofThreeClasses(1)));
    spark.sql(
        "CREATE OR REPLACE TEMPORARY VIEW predicted AS SELECT id, "
            + predict(path, "dense")
            + " AS insect FROM flowers");

    assertThat(spark.sql("SELECT insect FROM predicted WHERE id > 0").distinct().count())
        .isEqualTo(3);
    assertThat(spark.sql("SELECT * FROM predicted WHERE insect IS NULL").count()).isEqualTo(1);
  }

  @Test
  void aStreamPredicts() throws Exception {
    String path = saved(MlpClassificationModel.of(SmallModels.ofThreeClasses(1)));
    String input = folder.resolve("input").toString();
    flowers.select("id", "doubles").write().parquet(input);
    Dataset<Row> stream =
        spark
            .readStream()
            .schema("id INT, doubles ARRAY<DOUBLE>")
            .parquet(input)
            .selectExpr("id", predict(path, "doubles") + " AS insect");
    StreamingQuery query = stream.writeStream().format("memory").queryName("streamed").start();
    query.processAllAvailable();
    query.stop();

    Map<Integer, String> streamed = new LinkedHashMap<>();
    spark
        .table("streamed")
        .filter("id > 0")
        .collectAsList()
        .forEach(row -> streamed.put(row.getInt(0), row.getString(1)));
    assertThat(streamed).isEqualTo(results(predict(path, "dense")));
  }

  @Test
  void aModelIsReadOnceUntilItsFileChanges() throws IOException {
    try (FailingFiles files = FailingFiles.like(FailingFiles.Kind.OBJECT_STORE)) {
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      files.configure(hadoop);
      Path file = folder.resolve("model.npz");
      SmallModels.write(SmallModels.ofThreeClasses(1), file);
      String path = files.path(folder).toString();

      Map<Integer, String> before = results(predict(path, "dense"));
      assertThat(LockstepFunctionsTest.<String>results(predict(path, "doubles"))).isEqualTo(before);
      spark.sql("SELECT " + probabilities(path, "dense") + " FROM flowers").collectAsList();
      assertThat(opened(files)).isEqualTo(1);

      Files.delete(file);
      SmallModels.write(SmallModels.ofThreeClasses(5), file);
      Files.setLastModifiedTime(
          file, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5000));
      Map<Integer, String> after = results(predict(path, "dense"));

      assertThat(opened(files)).isEqualTo(2);
      assertThat(after).isNotEqualTo(before);
      files.unconfigure(hadoop);
    }
  }

  private static int opened(FailingFiles files) {
    return Collections.frequency(files.trace(), "OPEN model.npz");
  }

  @Test
  void cachedResultsOfEarlierWeightsAreNotReused() throws IOException {
    Path file = folder.resolve("model.npz");
    String path = SmallModels.write(SmallModels.ofNumbers(1, "y"), file);
    String query = "SELECT " + predict(path, "1, 2, 3, 4") + " FROM flowers WHERE id = 1";
    Dataset<Row> cached = spark.sql(query).cache();
    double before = cached.first().getDouble(0);

    SmallModels.write(SmallModels.ofNumbers(2, "y"), file);
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 5000));

    assertThat(spark.sql(query).first().getDouble(0)).isNotEqualTo(before);
    assertThat(cached.first().getDouble(0)).isEqualTo(before);
    cached.unpersist();
  }
}
