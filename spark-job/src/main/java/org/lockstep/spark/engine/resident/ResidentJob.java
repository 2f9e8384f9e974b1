package org.lockstep.spark.engine.resident;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.lockstep.spark.engine.SparkJobs;
import org.lockstep.spark.engine.TaskProgram;
import org.lockstep.spark.engine.exchange.Coordinator;
import org.lockstep.spark.shard.ShardGroup;

/** The Spark job of the resident tasks, on its own thread. */
final class ResidentJob {
  private static final String DESCRIPTION = "spark.job.description";

  private final JavaSparkContext context;
  private final String tag;
  private final RunningTasks tasks;
  private final CountDownLatch ended = new CountDownLatch(1);

  private ResidentJob(JavaSparkContext context, String run) {
    this.context = context;
    this.tag = "lockstep-" + run; // a tag must not contain a comma
    this.tasks = new RunningTasks(tag);
  }

  /**
   * Starts the job. The coordinator is told when it ends. Its thread has the group, the pool and
   * the description of the thread that starts it, as that thread's own jobs would.
   */
  static ResidentJob start(
      JavaSparkContext context,
      JavaRDD<ShardGroup> shards,
      ResidentSpec spec,
      Broadcast<TaskProgram> program,
      Coordinator coordinator) {
    ResidentJob job = new ResidentJob(context, spec.run());
    Thread thread =
        new Thread(
            () -> job.run(shards, new ResidentTask(spec, program), coordinator),
            "lockstep-resident-job");
    thread.setDaemon(true);
    thread.start();
    return job;
  }

  private void run(JavaRDD<ShardGroup> shards, ResidentTask task, Coordinator coordinator) {
    context.sc().addSparkListener(tasks);
    try {
      context.sc().addJobTag(tag);
      // Tasks that wait between two steps must notice at once when Spark ends them.
      context.sc().setInterruptOnCancel(true);
      if (context.getLocalProperty(DESCRIPTION) == null) {
        context.sc().setJobDescription("Lockstep: resident tasks");
      }
      SparkJobs.run(context, shards, task);
      coordinator.fail(new IllegalStateException("every task has ended"));
    } catch (Throwable t) {
      coordinator.fail(t);
    } finally {
      context.sc().removeSparkListener(tasks);
      ended.countDown();
    }
  }

  /** How many of its tasks Spark is running. */
  RunningTasks.Count running() {
    return tasks.count();
  }

  /** Waits for the end; returns false if it takes longer. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Has Spark end the tasks. */
  void cancel() {
    context.sc().cancelJobsWithTag(tag);
  }
}
