package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.Metadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.spark.testing.SparkForTests;

@Tag("slow")
class TransformTest {
  private static final Dataset<Row> ROWS = Frames.classes(120, 3);
  private static final MlpClassificationModel MODEL = Frames.classifier().setMaxIter(20).fit(ROWS);

  @Test
  void theColumnsOfTheInputStayAndTheModelsFollow() {
    Dataset<Row> scored = MODEL.transform(ROWS.withColumn("name", col("id").cast("string")));
    assertThat(scored.columns())
        .containsExactly(
            "id", "features", "label", "name", "rawPrediction", "probability", "prediction");
    assertThat(scored.filter(col("name").equalTo(col("id").cast("string"))).count()).isEqualTo(120);
    assertThat(
            scored
                .schema()
                .equals(
                    MODEL.transformSchema(
                        scored.drop("rawPrediction", "probability", "prediction").schema())))
        .isTrue();
  }

  @Test
  void predictionsStayWithTheirRowInAnyOrder() {
    Dataset<Row> shuffled = ROWS.withColumn("r", rand()).repartition(7);
    for (Row row : MODEL.transform(shuffled).collectAsList()) {
      Vector features = row.getAs("features");
      assertThat(row.<Double>getAs("prediction")).isEqualTo(MODEL.predict(features));
      assertThat(row.<Vector>getAs("probability")).isEqualTo(MODEL.predictProbability(features));
      assertThat(row.<Vector>getAs("rawPrediction")).isEqualTo(MODEL.predictRaw(features));
    }
  }

  @Test
  void columnsOfEveryTypeAreUnchangedEvenWithDuplicateNames() {
    Dataset<Row> rows =
        ROWS.selectExpr(
            "id",
            "features",
            "repeat('ä', cast(id as int)) as text",
            "if(id % 3 = 0, null, map('a', array(id, null))) as maps",
            "struct(id as `a.b`, features as v) as `with.dot`",
            "timestamp_seconds(id) as at",
            "cast(id as decimal(30, 5)) as exact",
            "make_ym_interval(1, cast(id as int)) as months",
            "encode(string(id), 'UTF-8') as bytes",
            "id + 1 as id",
            "null as nothing");
    Dataset<Row> scored = MODEL.transform(rows.coalesce(1));
    List<Row> expected = rows.collectAsList();
    List<Row> found = scored.collectAsList();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      for (int column = 0; column < rows.columns().length; column++) {
        assertThat(found.get(i).get(column)).isEqualTo(expected.get(i).get(column));
      }
    }
  }

  @Test
  void scoredRowsCanBeCachedSortedAndJoined() { // transform reuses the memory of a row
    Dataset<Row> many = Frames.classes(1000, 3).coalesce(1);
    Dataset<Row> scored = MODEL.transform(many).select("id", "features", "prediction");
    List<Row> expected = new ArrayList<>();
    for (Row row : many.collectAsList()) {
      Vector features = row.getAs("features");
      expected.add(RowFactory.create(row.get(0), features, MODEL.predict(features)));
    }
    assertThat(scored.collectAsList()).isEqualTo(expected);
    assertThat(scored.orderBy(rand(1)).collectAsList()).hasSameElementsAs(expected);
    assertThat(scored.limit(300).collectAsList()).isEqualTo(expected.subList(0, 300));
    Dataset<Row> kept = scored.cache();
    try {
      assertThat(kept.collectAsList()).isEqualTo(expected);
      assertThat(kept.join(many.select("id"), "id").orderBy("id").collectAsList())
          .isEqualTo(expected);
    } finally {
      kept.unpersist();
    }
    assertThat(scored.union(scored.filter("id < 0")).collectAsList()).isEqualTo(expected);
    assertThat(scored.repartition(3).collectAsList()).hasSameElementsAs(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"left_semi", "left_anti", "inner", "left_outer", "full_outer"})
  void scoredRowsCanBeJoinedThroughAShuffle(String kind) {
    // The optimizer moves joins below projections, so the plan of transform must not contain one.
    SparkSession session = SparkForTests.session();
    Dataset<Row> scored = MODEL.transform(ROWS);
    Dataset<Row> kept = session.createDataFrame(scored.collectAsList(), scored.schema());
    Dataset<Row> some = session.range(40).selectExpr("id * 2 as other");
    String before = session.conf().get("spark.sql.autoBroadcastJoinThreshold");
    session.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
    try {
      Column on = col("id").equalTo(col("other"));
      assertThat(scored.join(some, on, kind).collectAsList())
          .hasSameElementsAs(kept.join(some, on, kind).collectAsList())
          .isNotEmpty();
      assertThat(scored.except(kept).count()).isZero();
      assertThat(scored.intersect(kept).count()).isEqualTo(120);
    } finally {
      session.conf().set("spark.sql.autoBroadcastJoinThreshold", before);
    }
  }

  @Test
  void aScoredDataFrameCanBeJoinedWithItself() {
    Dataset<Row> scored = MODEL.transform(ROWS).select("id", "prediction");
    assertThat(
            scored
                .join(scored.withColumnRenamed("prediction", "again"), "id")
                .filter("prediction = again")
                .count())
        .isEqualTo(120);
  }

  @Test
  void noLabelIsNeeded() {
    assertThat(MODEL.transform(ROWS.select("features")).select("prediction").count())
        .isEqualTo(120);
  }

  @Test
  void sparseRowsAndArraysAreScoredLikeDenseRows() {
    List<Double> predictions = predictions(ROWS);
    assertThat(
            predictions(ROWS.withColumn("features", FeatureForms.sparse().apply(col("features")))))
        .isEqualTo(predictions);
    assertThat(
            predictions(
                ROWS.withColumn(
                    "features",
                    org.apache.spark.ml.functions.vector_to_array(col("features"), "float64"))))
        .isEqualTo(predictions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "float", "decimal(10, 2)", "int", "tinyint"})
  void arraysOfEveryNumericTypeAreScored(String type) {
    Dataset<Row> rows =
        SparkForTests.session()
            .range(3)
            .selectExpr("id", "cast(array(id, 2 * id, 3, 7) as array<" + type + ">) as features");
    assertThat(predictions(rows))
        .containsExactly(
            MODEL.predict(Vectors.dense(0, 0, 3, 7)),
            MODEL.predict(Vectors.dense(1, 2, 3, 7)),
            MODEL.predict(Vectors.dense(2, 4, 3, 7)));
    MlpClassificationModel skips = MODEL.copy(new ParamMap());
    skips.set(skips.handleInvalid(), "skip");
    Dataset<Row> holes =
        rows.selectExpr(
            "if(id = 1, array_append(slice(features, 1, 3), null), features) as features");
    assertThat(skips.transform(holes).count()).isEqualTo(2);
  }

  @Test
  void aNumberBeyondTheModelsPrecisionIsRefused() {
    Dataset<Row> rows = SparkForTests.session().sql("select array(1d, 2d, 1e300, 4d) as features");
    assertThatThrownBy(() -> MODEL.transform(rows).collectAsList())
        .hasStackTraceContaining("[column features] expected numbers but found 1.0E300");
  }

  private static List<Double> predictions(Dataset<Row> rows) {
    return MODEL.transform(rows).orderBy("id").select("prediction").collectAsList().stream()
        .map(row -> row.getDouble(0))
        .toList();
  }

  @Test
  void aSparseRowWithoutEntriesIsScored() {
    assertThat(MODEL.predict(Vectors.sparse(4, new int[0], new double[0])))
        .isEqualTo(MODEL.predict(Vectors.dense(0, 0, 0, 0)));
  }

  @Test
  void featureNamesBloatNeitherThePlanNorTheSavedModel(@TempDir Path directory) throws IOException {
    int width = 20_000;
    Attribute[] names =
        IntStream.range(0, width)
            .mapToObj(j -> NumericAttribute.defaultAttr().withName("word" + j))
            .toArray(Attribute[]::new);
    Metadata metadata = new AttributeGroup("features", names).toMetadata();
    List<Row> list =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    Frames.row(
                        i, i % 2.0, Vectors.sparse(width, new int[] {i % 2, 7 * i + 2}, ONES)))
            .toList();
    Dataset<Row> rows =
        Frames.of(list).withColumn("features", col("features").as("features", metadata));
    MlpClassificationModel model = Frames.classifier().setScale("none").setMaxIter(10).fit(rows);
    Dataset<Row> scored = model.transform(rows);
    assertThat(Frames.accuracy(scored)).isEqualTo(1);
    assertThat(((org.apache.spark.sql.classic.Dataset<Row>) scored).queryExecution().toString())
        .hasSizeLessThan(10_000);
    model.save(directory.resolve("wide").toString());
    try (Stream<Path> files = Files.list(directory.resolve("wide/metadata"))) {
      assertThat(files).allSatisfy(file -> assertThat(Files.size(file)).isLessThan(10_000));
    }
  }

  private static final double[] ONES = {1, 1};

  @Test
  void emptyDataFramesAndPartitionsAreScored() {
    assertThat(MODEL.transform(ROWS.limit(0)).count()).isZero();
    assertThat(MODEL.transform(ROWS.filter("id < 3").repartition(64)).count()).isEqualTo(3);
  }

  @Test
  void emptyNamesLeaveColumnsOut() {
    MlpClassificationModel few =
        MODEL.copy(new ParamMap()).setProbabilityCol("").setRawPredictionCol("");
    assertThat(few.transform(ROWS).columns())
        .containsExactly("id", "features", "label", "prediction");
    few.setPredictionCol("");
    assertThat(few.transform(ROWS).columns()).containsExactly("id", "features", "label");
  }

  @Test
  void unusableRowsAreRefusedSkippedOrKept() {
    Dataset<Row> holes =
        ROWS.filter("id < 3")
            .union(
                Frames.of(
                    List.of(
                        Frames.row(200, null, (double[]) null),
                        Frames.row(201, null, 0, Double.NaN, 0, 0),
                        Frames.row(202, null, 1, 1, 1, 1))));
    MlpClassificationModel model = MODEL.copy(new ParamMap());
    assertThatThrownBy(() -> model.transform(holes).collect())
        .rootCause()
        .hasMessageStartingWith("[column features] expected numbers but found ");
    model.set(model.handleInvalid(), "skip");
    assertThat(model.transform(holes).select("id").collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactlyInAnyOrder(0L, 1L, 2L, 202L);
    model.set(model.handleInvalid(), "keep");
    assertThat(
            model
                .transform(holes)
                .filter("prediction is null and probability is null and id >= 200")
                .count())
        .isEqualTo(2);
    assertThat(model.transform(holes).count()).isEqualTo(6);
  }

  @Test
  void thresholdsChooseTheLargestQuotient() {
    MlpClassificationModel model = MODEL.copy(new ParamMap());
    model.setThresholds(new double[] {1, 1, 0});
    assertThat(model.transform(ROWS).filter("prediction <> 2").count()).isZero();
    assertThat(model.predict(Vectors.dense(0, 0, 0, 0))).isEqualTo(2);
    model.set(model.thresholds(), new double[] {0.5, 0.3});
    assertThatThrownBy(() -> model.transform(ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[thresholds] expected 3, one for each class but found 2");
  }

  @Test
  void aStreamIsScored(@TempDir Path directory) throws Exception {
    String in = directory.resolve("in").toString();
    ROWS.write().parquet(in);
    Dataset<Row> stream = SparkForTests.session().readStream().schema(ROWS.schema()).parquet(in);
    StreamingQuery query =
        MODEL
            .transform(stream)
            .select("id", "prediction")
            .writeStream()
            .format("memory")
            .queryName("scored")
            .option("checkpointLocation", directory.resolve("state").toString())
            .start();
    query.processAllAvailable();
    query.stop();
    Dataset<Row> expected = MODEL.transform(ROWS).select("id", "prediction");
    assertThat(SparkForTests.session().table("scored").except(expected).count()).isZero();
    assertThat(SparkForTests.session().table("scored").count()).isEqualTo(120);
  }

  @Test
  void aStreamKeepsItsWatermark(@TempDir Path directory) throws Exception {
    Dataset<Row> rows = ROWS.selectExpr("features", "timestamp_seconds(id * 60) as at");
    String in = directory.resolve("in").toString();
    rows.write().parquet(in);
    Dataset<Row> stream =
        SparkForTests.session()
            .readStream()
            .schema(rows.schema())
            .parquet(in)
            .withWatermark("at", "1 minute");
    StreamingQuery query = // without a watermark, append would be refused
        MODEL
            .transform(stream)
            .groupBy(window(col("at"), "10 minutes"))
            .count()
            .writeStream()
            .outputMode("append")
            .format("memory")
            .queryName("counted")
            .option("checkpointLocation", directory.resolve("state").toString())
            .start();
    query.processAllAvailable();
    query.stop();
    assertThat(SparkForTests.session().table("counted").count()).isEqualTo(11);
  }

  @Test
  void aRegressorPredictsNumbers() {
    Dataset<Row> rows = Frames.numbers(200);
    MlpRegressionModel model = Frames.regressor().setMaxIter(60).fit(rows);
    for (Row row : model.transform(rows).collectAsList()) {
      assertThat(row.<Double>getAs("prediction"))
          .isCloseTo(row.<Double>getAs("label"), within(0.6))
          .isCloseTo(model.predict(row.getAs("features")), within(1e-5));
    }
  }

  @Test
  void severalTargetsArePredictedAsAVector() {
    Dataset<Row> rows =
        Frames.numbers(100)
            .withColumn("second", col("label").multiply(-1))
            .withColumn("both", org.apache.spark.sql.functions.array(col("label"), col("second")))
            .withColumn("vector", org.apache.spark.ml.functions.array_to_vector(col("both")));
    MlpRegressionModel columns = Frames.regressor().setLabelCols("label", "second").fit(rows);
    assertThat(columns.model().target().columns()).containsExactly("label", "second");
    assertThat(columns.numTargets()).isEqualTo(2);
    Row row = columns.transform(rows).first();
    assertThat(row.<Vector>getAs("prediction").size()).isEqualTo(2);
    assertThatThrownBy(() -> columns.predict(Vectors.dense(0, 0, 0, 0)))
        .hasMessage("predict gives one number, and this model predicts 2: see predictAll");
    for (String several : List.of("both", "vector")) {
      MlpRegressionModel array = Frames.regressor().setLabelCol(several).fit(rows);
      assertThat(array.model().target().columns())
          .containsExactly(several + "[0]", several + "[1]");
      assertThat(Frames.bits(array.model())).isEqualTo(Frames.bits(columns.model()));
    }
  }
}
