package org.lockstep.spark.importance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.file.Model;
import org.lockstep.model.importance.ColumnShuffler;
import org.lockstep.model.importance.DependenceMeans;
import org.lockstep.model.importance.ImportanceSums;
import org.lockstep.model.importance.PartialDependence;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.reduce.ReductionTree.Node;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.SparkJobs;
import org.lockstep.spark.engine.TaskProgram;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardFailure;
import org.lockstep.spark.shard.ShardGroup;
import scala.Tuple2;

/**
 * Computes how much columns matter to a model, over rows in shards. Executors compute blocks of
 * rows, and only sums reach the driver. The bits depend on the rows and the model, not on the
 * tasks.
 *
 * @param shards of the rows
 * @param part the part to use
 * @param rows the number of rows in that part, at least 1
 * @param program turns rows into the network's input
 * @param model whose columns are judged
 */
public record ImportanceJobs(
    JavaSparkContext context,
    JavaRDD<ShardGroup> shards,
    Part part,
    long rows,
    ShardProgram program,
    Model model) {

  /** A task's work on its block. */
  @FunctionalInterface
  private interface Work<T> extends java.io.Serializable {
    T on(Shard block, ShardProgram program, int share);
  }

  /**
   * Scores the rows as they are, and with each column shuffled.
   *
   * @param waiting what to do while the job runs
   */
  public ImportanceSums shuffle(ColumnShuffler.Plan plan, SparkJobs.Waiting waiting) {
    int cores = context.defaultParallelism();
    return shuffle(plan, BlockLayout.ofAll(rows, model.network(), cores, plan.columns()), waiting);
  }

  ImportanceSums shuffle(ColumnShuffler.Plan plan, BlockLayout layout, SparkJobs.Waiting waiting) {
    FlatVector theta = model.parameters();
    int shares = layout.shares();
    List<ImportanceSums> results =
        run(
            layout,
            (block, shared, share) ->
                new ColumnShuffler(shared, theta, plan).score(block, share, shares),
            waiting);
    Map<Node, ImportanceSums> sums = new HashMap<>();
    for (int task = 0; task < results.size(); task++) {
      Node block = new Node(0, layout.blockOf(task));
      sums.merge(block, results.get(task), ImportanceSums::merge);
    }
    return new ReductionTree(layout.blocks()).root(sums, ImportanceSums::merge);
  }

  /**
   * The mean predictions over a sample of the rows, by the values of one column or two.
   *
   * @param columns one or two
   */
  public DependenceMeans depend(List<PartialDependence.Column> columns, SparkJobs.Waiting waiting) {
    BlockLayout layout = BlockLayout.ofSample(rows, context.defaultParallelism());
    FlatVector theta = model.parameters();
    InputEncoder encoder = InputEncoder.of(model.input());
    Scaling scaling = model.scaling();
    List<PartialDependence.Column> asked = new ArrayList<>(columns); // in a serialisable class
    int shares = layout.shares();
    return run(
            layout,
            (block, shared, share) ->
                new PartialDependence(shared, theta, encoder, scaling)
                    .compute(block, asked, share, shares),
            waiting)
        .stream()
        .reduce(DependenceMeans::merge)
        .orElseThrow();
  }

  /** The results of all tasks, in their order. */
  private <T> List<T> run(BlockLayout layout, Work<T> work, SparkJobs.Waiting waiting) {
    Part from = part;
    JavaRDD<Tuple2<Integer, BlockPiece>> pieces =
        JavaRDD.fromRDD(
            shards
                .mapPartitionsToPair(groups -> pieces(groups, from, layout))
                .partitionBy(new HashPartitioner(layout.tasks())) // a number is its own hash
                .rdd(),
            scala.reflect.ClassTag$.MODULE$.apply(Tuple2.class));
    Broadcast<TaskProgram> shared = context.broadcast(new TaskProgram(program));
    try {
      return SparkJobs.run(context, pieces, own -> compute(own, layout, shared, work), waiting);
    } finally {
      shared.destroy();
    }
  }

  private static <T> T compute(
      Iterator<Tuple2<Integer, BlockPiece>> pieces,
      BlockLayout layout,
      Broadcast<TaskProgram> shared,
      Work<T> work) {
    int task = TaskContext.getPartitionId();
    int block = layout.blockOf(task);
    try {
      List<BlockPiece> own = new ArrayList<>();
      pieces.forEachRemaining(piece -> own.add(piece._2()));
      Shard rows = BlockPiece.join(own.iterator(), layout, block);
      return work.on(rows, shared.value().program(), layout.shareOf(task));
    } catch (Throwable t) { // Scala's iterators may throw what they do not declare
      throw ShardFailure.of("block " + block + " of rows", t);
    }
  }

  private static Iterator<Tuple2<Integer, BlockPiece>> pieces(
      Iterator<ShardGroup> groups, Part part, BlockLayout layout) {
    List<Tuple2<Integer, BlockPiece>> all = new ArrayList<>();
    while (groups.hasNext()) {
      BlockPiece[] cut = BlockPiece.cut(groups.next().shard(part), layout);
      for (int task = 0; task < layout.tasks(); task++) {
        BlockPiece piece = cut[layout.blockOf(task)];
        if (piece != null) {
          all.add(new Tuple2<>(task, piece));
        }
      }
    }
    return all.iterator();
  }
}
