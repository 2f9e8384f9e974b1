package org.lockstep.spark.fit;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.spark.engine.JobEngine;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.engine.TaskLayout;
import org.lockstep.spark.engine.net.CoordinatorServer;
import org.lockstep.spark.engine.resident.CannotStayException;
import org.lockstep.spark.engine.resident.ResidentEngine;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.EngineChoice;
import org.lockstep.spark.shard.ContiguousCoalescer;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/** Starts the engine that a user asks for. */
final class Engines {
  private Engines() {}

  /**
   * Starts an engine.
   *
   * @param shards the S cached shards, one per partition
   * @param tasks the most to use
   * @param evaluated the parts that have rows to evaluate on
   * @param notices receives one-line notices for the user: why the engine is not the resident one,
   *     what the run waits for
   * @throws BadInputException if the user asked for the resident engine and it cannot run
   */
  static StepEngine start(
      EngineChoice choice,
      JavaSparkContext context,
      JavaRDD<ShardGroup> shards,
      int tasks,
      ShardProgram program,
      List<Part> evaluated,
      Consumer<String> notices) {
    if (choice != EngineChoice.JOB) {
      try {
        checkFrames(context, shards.getNumPartitions(), tasks, program);
        return ResidentEngine.start(shards, tasks, program, evaluated, notices);
      } catch (CannotStayException e) {
        if (choice == EngineChoice.RESIDENT) {
          throw BadInputException.because(ComputeSettings.ENGINE + " resident", e.getMessage());
        }
        notices.accept("one Spark job per step: " + e.getMessage());
      }
    }
    return new JobEngine(
        ContiguousCoalescer.onTasks(shards, tasks),
        new ReductionTree(shards.getNumPartitions()),
        program,
        evaluated,
        notices);
  }

  private static void checkFrames(
      JavaSparkContext context, int shards, int tasks, ShardProgram program) {
    TaskLayout layout = new TaskLayout(shards, Math.min(tasks, shards));
    int most = 0;
    for (int task = 0; task < layout.tasks(); task++) {
      most += layout.cover(task).size(); // at worst one executor has all tasks, not adjacent
    }
    if (!context.isLocal() && !CoordinatorServer.canSend(program, most)) {
      throw new CannotStayException(
          "the sums of an executor's tasks do not fit into one message of Spark's transport");
    }
  }
}
