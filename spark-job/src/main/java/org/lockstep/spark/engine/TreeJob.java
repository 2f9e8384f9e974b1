package org.lockstep.spark.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.spark.shard.ShardFailure;
import org.lockstep.spark.shard.ShardGroup;

/**
 * A Spark job that sums a value over all shards along the reduction tree: each task sums the whole
 * subtrees that its shards make up, and the driver sums the rest. Its local counterpart is {@link
 * ReductionTree#sum} over the same shards.
 */
public final class TreeJob {
  private TreeJob() {}

  /** What a task does with its shards. */
  @FunctionalInterface
  public interface Program<T> extends Serializable {
    /** Begins a task; called on the executor, once per task. */
    Leaves<T> begin();
  }

  /**
   * The values of a task's shards and how they add up.
   *
   * @param value of one shard; null for a sum over no rows
   * @param add may reuse either argument
   */
  public record Leaves<T>(Function<ShardGroup, T> value, BinaryOperator<T> add) {}

  /**
   * The sum over all shards.
   *
   * @param value null if every shard's value is null
   * @param slowestNanos the time of the slowest task, without Spark's part
   */
  public record Sum<T>(T value, long slowestNanos) {}

  /** Runs one job. {@code add} is used on the driver. */
  public static <T> Sum<T> run(
      JavaSparkContext context,
      JavaRDD<ShardGroup> shards,
      ReductionTree tree,
      Program<T> program,
      BinaryOperator<T> add) {
    return run(context, shards, tree, program, add, SparkJobs.Waiting.SILENTLY);
  }

  /** The same, with something to do while the job runs. */
  static <T> Sum<T> run(
      JavaSparkContext context,
      JavaRDD<ShardGroup> shards,
      ReductionTree tree,
      Program<T> program,
      BinaryOperator<T> add,
      SparkJobs.Waiting waiting) {
    TaskLayout layout = new TaskLayout(tree.shards(), shards.getNumPartitions());
    List<TaskResult<T>> results =
        SparkJobs.run(context, shards, groups -> runTask(groups, layout, program), waiting);
    Map<Node, T> sums = new HashMap<>();
    long slowest = 0;
    for (TaskResult<T> result : results) {
      for (int i = 0; i < result.nodes.size(); i++) {
        sums.put(result.nodes.get(i), result.values.get(i));
      }
      slowest = Math.max(slowest, result.nanos);
    }
    return new Sum<>(tree.root(sums, add), slowest);
  }

  private static <T> TaskResult<T> runTask(
      Iterator<ShardGroup> groups, TaskLayout layout, Program<T> program) {
    int task = TaskContext.getPartitionId();
    try {
      return runTask(groups, layout, task, program);
    } catch (Throwable t) { // Scala's iterators may throw what they do not declare
      throw ShardFailure.of(layout.shardsInWords(List.of(task)), t);
    }
  }

  private static <T> TaskResult<T> runTask(
      Iterator<ShardGroup> groups, TaskLayout layout, int task, Program<T> program) {
    List<ShardGroup> own = new ArrayList<>();
    groups.forEachRemaining(own::add);
    long start = System.nanoTime(); // building or fetching shards does not count
    Leaves<T> leaves = program.begin();
    int first = layout.from(task);
    List<Node> nodes = layout.cover(task);
    List<T> values = new ArrayList<>();
    for (Node node : nodes) {
      values.add(layout.tree().sum(node, k -> value(leaves, own.get(k - first)), leaves.add));
    }
    return new TaskResult<>(nodes, values, System.nanoTime() - start);
  }

  private static <T> T value(Leaves<T> leaves, ShardGroup group) {
    try {
      return leaves.value.apply(group);
    } catch (RuntimeException | Error e) {
      throw ShardFailure.of("shard " + group.index(), e);
    }
  }

  private static final class TaskResult<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Node> nodes;
    private final List<T> values;
    private final long nanos;

    TaskResult(List<Node> nodes, List<T> values, long nanos) {
      this.nodes = nodes;
      this.values = values;
      this.nanos = nanos;
    }
  }
}
