package org.lockstep.spark.job;

import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.SparkJobs;
import org.lockstep.spark.log.Console;

/** Prints from time to time how many tasks of a long job are done. */
final class JobProgress implements SparkJobs.Waiting {
  private static final long SILENCE_NANOS = 10_000_000_000L;

  private final JavaSparkContext context;
  private final String what;
  private final Console console;
  private long last = System.nanoTime();

  JobProgress(JavaSparkContext context, String what, Console console) {
    this.context = context;
    this.what = what;
    this.console = console;
  }

  @Override
  public void look(int job) {
    if (System.nanoTime() - last < SILENCE_NANOS) {
      return;
    }
    last = System.nanoTime();
    SparkJobInfo info = context.statusTracker().getJobInfo(job);
    if (info == null || info.stageIds().length == 0) {
      return;
    }
    int stage = java.util.Arrays.stream(info.stageIds()).max().getAsInt(); // the job's last stage
    SparkStageInfo tasks = context.statusTracker().getStageInfo(stage);
    if (tasks != null) {
      console.say(
          Text.format(
              "progress  %,d of %,d tasks of %s done",
              tasks.numCompletedTasks(), tasks.numTasks(), what));
    }
  }
}
