package org.lockstep.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.data.Task;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Features;
import org.lockstep.spark.shard.ContiguousCoalescer;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.testing.RandomRows;
import org.lockstep.spark.testing.SparkForTests;

class TreeJobTest {
  private static final ReductionTree TREE = new ReductionTree(5);
  private static JavaRDD<ShardGroup> shards;

  @BeforeAll
  static void buildShards() {
    shards =
        new RandomRows(10, 0, 0, Task.CLASSIFICATION, 3, Features.Kind.FLOATS).shards(5).cache();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void addsAlongTheTreeWhateverTheNumberOfTasks(int tasks) {
    TreeJob.Sum<String> sum =
        run(
            tasks,
            () ->
                new TreeJob.Leaves<>(
                    group -> Integer.toString(group.index()), TreeJobTest::parenthesised));
    assertThat(sum.value()).isEqualTo("(((0+1)+(2+3))+4)");
    assertThat(sum.slowestNanos()).isPositive();
  }

  @Test
  void leavesOutShardsWithoutAValue() {
    TreeJob.Sum<String> sum =
        run(
            2,
            () ->
                new TreeJob.Leaves<>(
                    group -> group.index() % 2 == 0 ? null : Integer.toString(group.index()),
                    TreeJobTest::parenthesised));
    assertThat(sum.value()).isEqualTo("(1+3)");
    assertThat(run(2, () -> new TreeJob.Leaves<String>(group -> null, null)).value()).isNull();
  }

  @Test
  void aTaskThatFailsGivesItsCauseAndLeavesNoTrace() {
    assertThatThrownBy(
            () ->
                run(
                    2,
                    () ->
                        new TreeJob.Leaves<String>(
                            group -> {
                              throw new IllegalStateException("shard " + group.index() + " is bad");
                            },
                            TreeJobTest::parenthesised)))
        .isInstanceOf(SparkException.class)
        .rootCause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("shard [02] is bad");

    // The next job is unaffected.
    assertThat(
            run(
                    5,
                    () ->
                        new TreeJob.Leaves<>(
                            group -> Integer.toString(group.index()), TreeJobTest::parenthesised))
                .value())
        .isEqualTo("(((0+1)+(2+3))+4)");
  }

  private static TreeJob.Sum<String> run(int tasks, TreeJob.Program<String> program) {
    return TreeJob.run(
        SparkForTests.context(),
        ContiguousCoalescer.onTasks(shards, tasks),
        TREE,
        program,
        TreeJobTest::parenthesised);
  }

  private static String parenthesised(String left, String right) {
    return "(" + left + "+" + right + ")";
  }
}
