package org.lockstep.spark.engine;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/**
 * The local twin of every engine: a plain loop over the shards along the tree. Each call has a new
 * worker, so that no state survives from one step to the next.
 */
public final class LoopEngine implements StepEngine {
  private final List<ShardGroup> shards;
  private final ReductionTree tree;
  private final ShardProgram program;

  /** Creates an engine over all S shards, in order. */
  public LoopEngine(List<ShardGroup> shards, ShardProgram program) {
    this.shards = shards;
    this.tree = new ReductionTree(shards.size());
    this.program = program;
  }

  @Override
  public String name() {
    return "loop";
  }

  @Override
  public int tasks() {
    return 1;
  }

  @Override
  public StepSum step(FlatVector theta, int epoch, long step, boolean evaluates) {
    ShardWorker worker = worker(theta);
    GradientSum sum =
        tree.sum(
            root(),
            k -> worker.gradient(shards.get(k).shard(Part.TRAIN), epoch, step),
            worker::merge);
    return new StepSum(sum, evaluates ? evaluate(theta) : Evaluation.none(), 0);
  }

  @Override
  public Evaluation evaluate(FlatVector theta) {
    return new Evaluation(score(theta, Part.VALIDATION), score(theta, Part.TEST));
  }

  private Optional<Score> score(FlatVector theta, Part part) {
    ShardWorker worker = worker(theta);
    return Optional.ofNullable(
        tree.sum(root(), k -> worker.score(shards.get(k).shard(part), false), Score::merge));
  }

  private ShardWorker worker(FlatVector theta) {
    ShardWorker worker = new ShardWorker(program);
    worker.begin(theta);
    return worker;
  }

  private ReductionTree.Node root() {
    return tree.cover(0, shards.size()).get(0);
  }

  @Override
  public void close() {}
}
