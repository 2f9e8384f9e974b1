package org.lockstep.spark.engine;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.lockstep.model.file.Model;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.score.Score;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/** Scores all rows of some parts where they are stored, in one Spark job. */
public final class ScoreJob {
  private ScoreJob() {}

  /** A model's detailed score on one part's rows; null if the part has no rows. */
  public static Score score(
      JavaSparkContext context,
      JavaRDD<ShardGroup> shards,
      ReductionTree tree,
      ShardProgram program,
      Model model,
      Part part) {
    Broadcast<TaskProgram> shared =
        context.broadcast(new TaskProgram(program.ofMembers(model.network().members())));
    try {
      return run(
              context,
              shards,
              tree,
              shared,
              model.parameters(),
              List.of(part),
              true,
              model.target().threshold().orElse(Double.NaN),
              SparkJobs.Waiting.SILENTLY)
          .get(part);
    } finally {
      shared.destroy();
    }
  }

  static PartScores run(
      JavaSparkContext context,
      JavaRDD<ShardGroup> shards,
      ReductionTree tree,
      Broadcast<TaskProgram> program,
      FlatVector theta,
      List<Part> parts,
      boolean inDetail,
      double threshold,
      SparkJobs.Waiting waiting) {
    return TreeJob.run(
            context,
            shards,
            tree,
            () -> {
              ShardWorker worker = program.value().worker();
              worker.begin(theta);
              worker.decideAt(threshold);
              return new TreeJob.Leaves<>(
                  group -> PartScores.of(worker, group, parts, inDetail), PartScores::merge);
            },
            PartScores::merge,
            waiting)
        .value();
  }
}
