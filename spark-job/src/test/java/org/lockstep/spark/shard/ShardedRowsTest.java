package org.lockstep.spark.shard;

import static org.apache.spark.sql.functions.chr;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.repeat;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.activation.Identity;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.shard.ArithmeticChoice;
import org.lockstep.model.shard.Batches;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.LoopEngine;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.testing.RandomRows;
import org.lockstep.spark.testing.SparkForTests;

class ShardedRowsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 4", "4, 3", "4, 1", "7, 2", "30, 2"})
  void putsRowPIntoShardPModSAtPositionPDivS(int shards, int tasks) {
    RandomRows rows = new RandomRows(25, 6, 3, Task.CLASSIFICATION, 3, Features.Kind.DOUBLES);
    List<ShardGroup> groups = ContiguousCoalescer.onTasks(rows.shards(shards), tasks).collect();
    assertThat(groups).hasSize(shards);
    for (int k = 0; k < shards; k++) {
      assertThat(groups.get(k).index()).isEqualTo(k);
      for (Part part : Part.values()) {
        check(groups.get(k).shard(part), k, shards, part, rows);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsEveryKindOfFeatures(Features.Kind kind) {
    RandomRows rows = new RandomRows(70, 1, 0, Task.REGRESSION, 2, kind);
    List<ShardGroup> groups = rows.shards(2).collect();
    for (int k = 0; k < 2; k++) {
      check(groups.get(k).shard(Part.TRAIN), k, 2, Part.TRAIN, rows);
    }
  }

  @Test
  void recomputedShardsAreEqualToTheLastByte() {
    RandomRows rows = new RandomRows(40, 6, 3, Task.REGRESSION, 2, Features.Kind.FLOATS);
    JavaRDD<ShardGroup> shards = ContiguousCoalescer.onTasks(rows.shards(3).cache(), 2);
    List<byte[]> first = shards.collect().stream().map(ShardedRowsTest::bytes).toList();
    shards.unpersist(true);
    List<byte[]> recomputed = shards.collect().stream().map(ShardedRowsTest::bytes).toList();
    List<byte[]> elsewhere = rows.shards(3).collect().stream().map(ShardedRowsTest::bytes).toList();
    for (int k = 0; k < 3; k++) {
      assertThat(recomputed.get(k)).isEqualTo(first.get(k));
      assertThat(elsewhere.get(k)).isEqualTo(first.get(k));
    }
  }

  @ParameterizedTest
  @CsvSource({"REGRESSION, 2", "REGRESSION, 1", "BINARY, 1", "CLASSIFICATION, 3"})
  void targetsAndWeightsStayWithTheirRow(Task task, int outputs) {
    RandomRows rows = new RandomRows(7, 0, 0, task, outputs, Features.Kind.DOUBLES);
    int shards = 3;
    ShardProgram program =
        new ShardProgram(
            NetworkSpec.perceptron(
                RandomRows.WIDTH,
                List.of(),
                new Identity(),
                outputs,
                new LinearSquaredError(),
                true),
            new ArithmeticChoice(Precision.DOUBLE, BlasChoice.JAVA),
            Scaling.none(RandomRows.WIDTH),
            task,
            new Batches(7, shards, 1, false, 0),
            0);
    FlatVector zeros = program.arithmetic().vector((RandomRows.WIDTH + 1) * outputs);
    LoopEngine engine = new LoopEngine(rows.shards(shards).collect(), program);
    for (int row = 0; row < 7; row++) {
      // At θ = 0 and one row per step, the gradient with respect to the biases is -weight · target.
      GradientSum sum = engine.step(zeros, 1, row, false).sum();
      double weight = rows.weight(Part.TRAIN, row);
      double[] target = rows.target(Part.TRAIN, row);
      assertThat(sum.score().weight()).isEqualTo(weight);
      for (int j = 0; j < outputs; j++) {
        double y = task == Task.CLASSIFICATION ? (target[0] == j ? 1 : 0) : target[j];
        assertThat(0.0 - sum.gradient().get(RandomRows.WIDTH * outputs + j))
            .isCloseTo(weight * y, within(1e-15));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void anyOrderAndAnySplitOfTheRowsMakesTheSameShards(int partitions) {
    RandomRows rows = new RandomRows(40, 6, 3, Task.REGRESSION, 2, Features.Kind.FLOATS);
    List<Integer> expected = checksums(rows.table(), rows.layout(4));
    assertThat(checksums(rows.table().repartition(partitions).orderBy(rand(7)), rows.layout(4)))
        .isEqualTo(expected);
    assertThat(checksums(rows.table().coalesce(1).orderBy(col("row").desc()), rows.layout(4)))
        .isEqualTo(expected);
  }

  private static List<Integer> checksums(Dataset<Row> table, ShardLayout layout) {
    return ShardedRows.build(table, layout).collect().stream().map(ShardGroup::checksum).toList();
  }

  @Test
  void shardsAreMadeOfManyPiecesWhereRowsAreWide() {
    int width = 1 << 20; // two rows fill a piece
    Dataset<Row> table =
        SparkForTests.session()
            .range(7)
            .select(
                lit(Part.TRAIN.number()).as("part"),
                col("id").as("row"),
                encode(repeat(chr(col("id").plus(65)), width), "US-ASCII").as("features"),
                col("id").cast("double").as("target"));
    ShardLayout layout =
        new ShardLayout(
            2,
            Features.Kind.BYTES,
            false,
            width,
            new ShardLayout.TargetLayout(Task.CLASSIFICATION, 7),
            false);
    List<ShardGroup> groups = ShardedRows.build(table, layout).collect();
    double[] row = new double[width];
    for (int p = 0; p < 7; p++) {
      Shard shard = groups.get(p % 2).shard(Part.TRAIN);
      shard.features().loadRow(p / 2, row);
      assertThat(row[0]).isEqualTo('A' + p);
      assertThat(row[width - 1]).isEqualTo('A' + p);
      assertThat(shard.classAt(p / 2)).isEqualTo(p);
    }
  }

  @Test
  void aDuplicateRowIsDetected() {
    RandomRows rows = new RandomRows(8, 0, 0, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
    Dataset<Row> table = rows.table().union(rows.table().where(col("row").equalTo(4)));
    assertThatThrownBy(() -> ShardedRows.build(table, rows.layout(2)).collect())
        .rootCause()
        .hasMessageContaining("shard 0: expected row ");
  }

  @Test
  void aNullTargetIsDetected() {
    RandomRows rows = new RandomRows(8, 0, 0, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
    Dataset<Row> table =
        rows.table().withColumn("target", when(col("row").notEqual(5), col("target")));
    assertThatThrownBy(() -> ShardedRows.build(table, rows.layout(2)).collect())
        .rootCause()
        .hasMessage("shard 1: a target or a weight is null");
  }

  @Test
  void aMissingRowIsDetected() {
    RandomRows rows = new RandomRows(8, 0, 0, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
    Dataset<Row> table = rows.table().where(col("row").notEqual(4));
    assertThatThrownBy(() -> ShardedRows.build(table, rows.layout(2)).collect())
        .rootCause()
        .hasMessage("shard 0: expected row 4 but found row 6");
  }

  @Test
  void aRowOfAnotherWidthIsDetected() {
    RandomRows rows = new RandomRows(8, 0, 0, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
    ShardLayout wider =
        new ShardLayout(2, Features.Kind.FLOATS, false, 6, rows.layout(2).target(), true);
    assertThatThrownBy(() -> ShardedRows.build(rows.table(), wider).collect())
        .rootCause()
        .hasMessage("expected a row of 6 features but found 5");
  }

  @Test
  void dividedRowsAreNumberedWithinTheirPart() {
    RandomRows rows = new RandomRows(50, 0, 0, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
    Split split =
        Split.of("x", 50, RowRange.ALL, new HeldOut.Fraction(0.3), new HeldOut.Fraction(0.2), 9);
    Map<List<Double>, Long> rowOf = new HashMap<>();
    for (long row = 0; row < 50; row++) {
      rowOf.put(boxed(floats(rows.features(Part.TRAIN, row))), row);
    }
    Dataset<Row> divided = PartRows.divided(rows.table().drop("part"));
    List<ShardGroup> groups =
        ShardedRows.build(divided, Optional.of(split), rows.layout(3)).collect();
    int found = 0;
    double[] x = new double[RandomRows.WIDTH];
    for (ShardGroup group : groups) {
      for (Part part : Part.values()) {
        Shard shard = group.shard(part);
        for (int position = 0; position < shard.rows(); position++) {
          shard.features().loadRow(position, x);
          long original = rowOf.get(boxed(x));
          assertThat(split.partOf(original)).isEqualTo(part);
          assertThat(split.indexOf(original)).isEqualTo(shard.rowIndex(position));
          found++;
        }
      }
    }
    assertThat(found).isEqualTo(50);
  }

  private static double[] floats(double[] values) {
    return Arrays.stream(values).map(x -> (float) x).toArray();
  }

  @Test
  void undividedRowsKeepTheirNumbers() {
    RandomRows rows = new RandomRows(6, 0, 0, Task.CLASSIFICATION, 3, Features.Kind.FLOATS);
    List<Row> whole =
        PartRows.whole(rows.table().drop("part"), Part.TEST)
            .select("part", "row")
            .orderBy("row")
            .collectAsList();
    for (int i = 0; i < 6; i++) {
      assertThat(whole.get(i).getInt(0)).isEqualTo(Part.TEST.number());
      assertThat(whole.get(i).getLong(1)).isEqualTo(i);
    }
  }

  private static void check(Shard shard, int k, int shards, Part part, RandomRows rows) {
    assertThat(shard.rows()).isEqualTo((rows.rows(part) - k + shards - 1) / shards);
    double[] x = new double[RandomRows.WIDTH];
    for (int position = 0; position < shard.rows(); position++) {
      long row = (long) position * shards + k;
      assertThat(shard.rowIndex(position)).isEqualTo(row);
      shard.features().loadRow(position, x);
      double[] expected = rows.features(part, row);
      for (int j = 0; j < x.length; j++) {
        boolean isRounded =
            rows.kind() == Features.Kind.FLOATS || rows.kind() == Features.Kind.SPARSE_FLOATS;
        assertThat(x[j]).isEqualTo(isRounded ? (double) (float) expected[j] : expected[j]);
      }
    }
  }

  private static List<Double> boxed(double[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  private static byte[] bytes(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
