package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.spark.testing.SparkForTests;

/** The promise for DataFrames: the same rows give the same bits. */
@Tag("slow")
class SameRowsSameBitsTest {
  private static final Dataset<Row> ROWS = Frames.classes(120, 3);
  private static final double[] BITS = Frames.bits(Frames.classifier().fit(ROWS));

  static Stream<Arguments> theSameRows() {
    return Stream.of(
        Arguments.of("in another order", ROWS.orderBy(rand(3))),
        Arguments.of("in one partition", ROWS.coalesce(1)),
        Arguments.of("in 64 partitions", ROWS.repartition(64)),
        Arguments.of("all in one of 8 partitions", ROWS.repartition(8, lit(1))),
        Arguments.of("a partition for each class", ROWS.repartition(3, col("label"))),
        Arguments.of(
            "with empty partitions", ROWS.filter("id < 60").union(ROWS.filter("id >= 60"))),
        Arguments.of("after a join", ROWS.join(ROWS.select("id").distinct(), "id")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("theSameRows")
  void theSameRowsGiveTheSameBits(String how, Dataset<Row> rows) {
    assertThat(Frames.bits(Frames.classifier().fit(rows))).as(how).isEqualTo(BITS);
  }

  @Test
  void cachedRowsGiveTheSameBitsAndStayCached() {
    Dataset<Row> cached = ROWS.select("*").persist(StorageLevel.MEMORY_ONLY());
    try {
      assertThat(Frames.bits(Frames.classifier().fit(cached))).isEqualTo(BITS);
      assertThat(cached.storageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY());
    } finally {
      cached.unpersist();
    }
  }

  @Test
  void theOrderOfEqualRowsDoesNotMatter() {
    Dataset<Row> twice = ROWS.union(ROWS);
    assertThat(Frames.bits(Frames.classifier().fit(twice.orderBy(rand(5)))))
        .isEqualTo(Frames.bits(Frames.classifier().fit(twice.repartition(7))));
  }

  @Test
  void theNumberOfTasksAndTheEngineDoNotChangeTheBits() {
    MlpClassifier shards = Frames.classifier().setShards(4);
    double[] bits = Frames.bits(shards.fit(ROWS));
    assertThat(Frames.bits(shards.setTasks(1).fit(ROWS))).isEqualTo(bits);
    assertThat(Frames.bits(shards.setTasks(2).setEngine("job").fit(ROWS))).isEqualTo(bits);
  }

  @Test
  void theNumberOfShardsFollowsFromTheBatchAndIsKeptInTheModel() {
    assertThat(Frames.classifier().fit(ROWS).getShards()).isEqualTo(1);
    assertThat(Frames.classifier().setBatchSize(110).fit(ROWS).getShards()).isEqualTo(4);
    assertThat(Frames.classifier().setShards(3).fit(ROWS).getShards()).isEqualTo(3);
  }

  @Test
  void anOrderColumnDecidesInsteadOfTheContent() {
    MlpClassifier ordered = Frames.classifier().setOrderCol("id");
    double[] bits = Frames.bits(ordered.fit(ROWS));
    assertThat(bits).isNotEqualTo(BITS);
    assertThat(Frames.bits(ordered.fit(ROWS.orderBy(rand(3)).repartition(5)))).isEqualTo(bits);
    assertThat(Frames.bits(ordered.fit(ROWS.orderBy(col("id").desc())))).isEqualTo(bits);
  }

  @Test
  void withoutAShuffleAnOrderColumnIsRequired() {
    MlpClassifier unshuffled = Frames.classifier().setShuffle("none");
    assertThatThrownBy(() -> unshuffled.fit(ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[shuffle none] expected orderCol, since a DataFrame has no order but found none");
    assertThat(Frames.bits(unshuffled.setOrderCol("id").fit(ROWS.orderBy(rand(2)))))
        .isEqualTo(Frames.bits(unshuffled.fit(ROWS)));
  }

  @Test
  void validationRowsCanHaveTheirOwnPartitions() {
    Dataset<Row> marked = ROWS.withColumn("held", col("id").mod(4).equalTo(0));
    MlpClassifier held = Frames.classifier().setValidationIndicatorCol("held");
    double[] bits = Frames.bits(held.fit(marked));
    assertThat(Frames.bits(held.fit(marked.repartition(2, col("held"))))).isEqualTo(bits);
    assertThat(Frames.bits(held.fit(marked.filter("held").union(marked.filter(not(col("held")))))))
        .isEqualTo(bits);
    assertThat(Frames.bits(Frames.classifier().fit(marked.filter(not(col("held"))))))
        .isEqualTo(bits);
  }

  @Test
  void aRowWhoseIndicatorIsNullIsTrainedOn() {
    Dataset<Row> marked =
        ROWS.withColumn("held", when(col("id").lt(20), true).when(col("id").lt(40), false));
    assertThat(Frames.bits(Frames.classifier().setValidationIndicatorCol("held").fit(marked)))
        .isEqualTo(Frames.bits(Frames.classifier().fit(ROWS.filter("id >= 20"))));
  }

  @Test
  void denseSparseAndArraysOfTheSameNumbersGiveTheSameBits() {
    Dataset<Row> sparse = ROWS.withColumn("features", FeatureForms.sparse().apply(col("features")));
    Dataset<Row> mixed = ROWS.filter("id < 50").union(sparse.filter("id >= 50"));
    Dataset<Row> doubles =
        ROWS.withColumn(
            "features", org.apache.spark.ml.functions.vector_to_array(col("features"), "float64"));
    Dataset<Row> floats =
        ROWS.withColumn(
            "features", org.apache.spark.ml.functions.vector_to_array(col("features"), "float32"));
    for (Dataset<Row> form : List.of(sparse, mixed, doubles, floats)) {
      assertThat(Frames.bits(Frames.classifier().fit(form))).isEqualTo(BITS);
    }
  }

  @Test
  void mostlyZeroRowsGiveTheSameBitsAndPredictionsDenseOrSparse() {
    int width = 200;
    UDF1<Long, Vector> make =
        id ->
            Vectors.sparse(
                width,
                new int[] {(int) (id % 3), 10 + (int) (id * 7 % 150), 199},
                new double[] {2, 0.1 + id, id % 4});
    UDF1<Vector, Vector> toDense = Vector::toDense;
    Dataset<Row> sparse =
        ROWS.withColumn("features", udf(make, SQLDataTypes.VectorType()).apply(col("id")));
    Dataset<Row> dense =
        sparse.withColumn(
            "features", udf(toDense, SQLDataTypes.VectorType()).apply(col("features")));
    Dataset<Row> mixed = dense.filter("id < 50").union(sparse.filter("id >= 50"));
    MlpClassificationModel model = Frames.classifier().fit(sparse);
    assertThat(model.model().network().sparse()).isTrue();
    for (Dataset<Row> form : List.of(dense, mixed, sparse.repartition(3))) {
      assertThat(Frames.bits(Frames.classifier().fit(form))).isEqualTo(Frames.bits(model));
      assertThat(rawPredictions(model, form)).isEqualTo(rawPredictions(model, sparse));
    }
    Row first = model.transform(sparse).filter("id = 5").first();
    assertThat(model.predictRaw(first.getAs("features")))
        .isEqualTo(first.<Vector>getAs("rawPrediction"));
  }

  private static List<Vector> rawPredictions(MlpClassificationModel model, Dataset<Row> rows) {
    return model.transform(rows).orderBy("id").select("rawPrediction").collectAsList().stream()
        .map(row -> row.<Vector>getAs(0))
        .toList();
  }

  @Test
  void labelsOfEveryNumericTypeGiveTheBitsOfDoubles() {
    for (String type : List.of("tinyint", "smallint", "int", "bigint", "float", "decimal(10,2)")) {
      Dataset<Row> cast = ROWS.withColumn("label", col("label").cast(type));
      assertThat(Frames.bits(Frames.classifier().fit(cast))).as(type).isEqualTo(BITS);
    }
  }

  @Test
  void weightsCanBeWholeNumbers() {
    Dataset<Row> weighted = ROWS.withColumn("w", col("id").mod(3).plus(1));
    MlpClassifier weights = Frames.classifier().setWeightCol("w");
    double[] bits = Frames.bits(weights.fit(weighted));
    assertThat(bits).isNotEqualTo(BITS);
    assertThat(Frames.bits(weights.fit(weighted.withColumn("w", col("w").cast("double")))))
        .isEqualTo(bits);
  }

  @Test
  void aFitLeavesNothingCached() {
    int before = SparkForTests.context().getPersistentRDDs().size();
    Frames.classifier().fit(ROWS);
    assertThat(SparkForTests.context().getPersistentRDDs()).hasSize(before);
  }
}
