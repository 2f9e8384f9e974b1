package org.lockstep.spark.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
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
 * Runs one Spark job of one stage per step, which computes Σ over shards of ∂loss/∂θ. Everything is
 * plain Spark: retries, speculation, decommissioning and dynamic allocation work as in any job, at
 * the price of Spark's scheduling for every step.
 *
 * <p>How it works: θ travels in the job's closure, which Spark broadcasts once per job anyway; a
 * separate broadcast would be a second one. Each task sums whole subtrees over its shards; the
 * driver finishes the tree ({@link TreeJob}). {@link JobWatch} reports steps that take long.
 */
public final class JobEngine implements StepEngine {
  private static final Duration NOTICE = Duration.ofSeconds(5);
  private static final Duration END = Duration.ofMinutes(10);

  private final JavaSparkContext context;
  private final JavaRDD<ShardGroup> shards;
  private final ReductionTree tree;
  private final Broadcast<TaskProgram> program;
  private final List<Part> evaluated;
  private final JobWatch watch;

  /**
   * Creates an engine over cached shards.
   *
   * @param shards one partition per task, each with its contiguous run of shards
   * @param evaluated the parts that have rows to evaluate on
   * @param notices receives one-line notices for the user
   */
  public JobEngine(
      JavaRDD<ShardGroup> shards,
      ReductionTree tree,
      ShardProgram program,
      List<Part> evaluated,
      Consumer<String> notices) {
    this(shards, tree, program, evaluated, notices, NOTICE);
  }

  JobEngine(
      JavaRDD<ShardGroup> shards,
      ReductionTree tree,
      ShardProgram program,
      List<Part> evaluated,
      Consumer<String> notices,
      Duration notice) {
    this.context = JavaSparkContext.fromSparkContext(shards.context());
    this.shards = shards;
    this.tree = tree;
    this.program = context.broadcast(new TaskProgram(program));
    this.evaluated = List.copyOf(evaluated);
    this.watch =
        new JobWatch(
            context,
            new TaskLayout(tree.shards(), shards.getNumPartitions()),
            notice,
            END,
            notices);
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
  public StepSum step(FlatVector theta, int epoch, long step, boolean evaluates) {
    Broadcast<TaskProgram> shared = program;
    List<Part> parts = evaluates ? evaluated : List.of();
    TreeJob.Sum<StepPart> sum =
        TreeJob.run(
            context,
            shards,
            tree,
            () -> {
              ShardWorker worker = shared.value().worker();
              worker.begin(theta);
              return new TreeJob.Leaves<>(
                  group ->
                      new StepPart(
                          worker.gradient(group.shard(Part.TRAIN), epoch, step),
                          PartScores.of(worker, group, parts, false)),
                  (left, right) -> left.merge(right, worker::merge));
            },
            (left, right) -> left.merge(right, GradientSum::merge),
            watch.begin());
    watch.ended(sum.slowestNanos());
    return new StepSum(
        sum.value().gradient(), Evaluation.of(sum.value().scores()), sum.slowestNanos());
  }

  @Override
  public Evaluation evaluate(FlatVector theta) {
    return evaluated.isEmpty()
        ? Evaluation.none()
        : Evaluation.of(
            ScoreJob.run(
                context,
                shards,
                tree,
                program,
                theta,
                evaluated,
                false,
                Double.NaN,
                watch.begin()));
  }

  @Override
  public void close() {
    watch.close();
    program.destroy();
  }
}
