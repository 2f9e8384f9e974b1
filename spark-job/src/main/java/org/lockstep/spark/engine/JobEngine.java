package org.lockstep.spark.engine;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/**
 * One Spark job of one stage per step: Σ over shards of ∂loss/∂θ. Everything is plain Spark:
 * retries, speculation, decommissioning and dynamic allocation work as in any job, at the price of
 * Spark's scheduling for every step.
 *
 * <p>How it works: θ travels in the job's closure, which Spark broadcasts once per job anyway; a
 * broadcast of its own would be a second one. Each task sums whole subtrees over its shards; the
 * driver finishes the tree ({@link TreeJob}).
 */
public final class JobEngine implements StepEngine {
  private final JavaSparkContext context;
  private final JavaRDD<ShardGroup> shards;
  private final ReductionTree tree;
  private final Broadcast<TaskProgram> program;
  private final List<Part> evaluated;

  /**
   * An engine over cached shards.
   *
   * @param shards one partition per task, each with its contiguous run of shards
   * @param evaluated the parts that have rows to evaluate on
   */
  public JobEngine(
      JavaSparkContext context,
      JavaRDD<ShardGroup> shards,
      ReductionTree tree,
      ShardProgram program,
      List<Part> evaluated) {
    this.context = context;
    this.shards = shards;
    this.tree = tree;
    this.program = context.broadcast(new TaskProgram(program));
    this.evaluated = List.copyOf(evaluated);
  }

  @Override
  public String name() {
    return "job";
  }

  @Override
  public int tasks() {
    return shards.getNumPartitions();
  }

  @Override
  public StepSum step(FlatVector theta, int epoch, long step) {
    Broadcast<TaskProgram> shared = program;
    TreeJob.Sum<GradientSum> sum =
        TreeJob.run(
            context,
            shards,
            tree,
            () -> {
              ShardWorker worker = shared.value().worker();
              worker.begin(theta);
              return new TreeJob.Leaves<>(
                  group -> worker.gradient(group.shard(Part.TRAIN), epoch, step), worker::merge);
            },
            GradientSum::merge);
    return new StepSum(sum.value(), sum.slowestNanos());
  }

  @Override
  public Evaluation evaluate(FlatVector theta) {
    if (evaluated.isEmpty()) {
      return Evaluation.none();
    }
    PartScores scores = ScoreJob.run(context, shards, tree, program, theta, evaluated, false);
    return new Evaluation(
        Optional.ofNullable(scores.get(Part.VALIDATION)),
        Optional.ofNullable(scores.get(Part.TEST)));
  }

  @Override
  public void close() {
    program.destroy();
  }
}
