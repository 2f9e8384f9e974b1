package org.lockstep.spark.engine.resident;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.shard.ShardWorker;
import org.lockstep.spark.engine.SparkJobs;
import org.lockstep.spark.engine.TaskProgram;
import org.lockstep.spark.engine.exchange.Crew;
import org.lockstep.spark.engine.exchange.DriverLink;
import org.lockstep.spark.engine.exchange.LocalLinks;
import org.lockstep.spark.engine.exchange.Seat;
import org.lockstep.spark.engine.exchange.TaskAttempt;
import org.lockstep.spark.engine.net.NetworkLink;
import org.lockstep.spark.engine.net.Transport;
import org.lockstep.spark.shard.ShardFailure;
import org.lockstep.spark.shard.ShardGroup;

/** The task that Spark runs: takes a seat in the executor's crew and stays for the run. */
final class ResidentTask implements SparkJobs.TaskFunction<ShardGroup, Boolean> {
  private static final long serialVersionUID = 1L;

  private final ResidentSpec spec;
  private final Broadcast<TaskProgram> program;

  ResidentTask(ResidentSpec spec, Broadcast<TaskProgram> program) {
    this.spec = spec;
    this.program = program;
  }

  @Override
  public Boolean apply(Iterator<ShardGroup> partition) {
    TaskContext context = TaskContext.get();
    List<ShardGroup> shards = new ArrayList<>();
    ShardProgram shared;
    try {
      partition.forEachRemaining(shards::add);
      shared = program.value().program();
    } catch (Throwable t) { // Scala's iterators may throw what they do not declare
      throw ShardFailure.of(shardsInWords(context.partitionId()), t);
    }
    TaskAttempt task = new TaskAttempt(context.partitionId(), attempt(context));
    Seat seat =
        new Seat(
            task,
            spec.layout(),
            shards,
            spec.evaluated(),
            new ShardWorker(shared),
            spec.spinNanos());
    String why = "it has ended";
    try {
      Crew.enter(spec.run(), seat, crew -> connect(crew, shared));
      seat.serve(context::isInterrupted);
      return true;
    } catch (InterruptedException e) {
      why = "Spark told it to end";
      throw new TaskKilledException(why);
    } catch (Throwable t) {
      why = "it failed: " + t;
      throw ShardFailure.of(shardsInWords(task.task()), t);
    } finally {
      Crew.exit(spec.run(), seat, why);
    }
  }

  private DriverLink connect(Crew crew, ShardProgram shared) throws Exception {
    return LocalLinks.reaches(spec.run())
        ? LocalLinks.connect(spec.run(), crew)
        : NetworkLink.connect(Transport.ofThisJvm(), spec.driver(), spec.run(), crew, shared);
  }

  private String shardsInWords(int task) {
    return spec.layout().shardsInWords(List.of(task));
  }

  /**
   * The attempt's number. A later attempt has a larger one, even in a stage that Spark restarted.
   */
  private static int attempt(TaskContext context) {
    return (context.stageAttemptNumber() << 16) + context.attemptNumber();
  }
}
