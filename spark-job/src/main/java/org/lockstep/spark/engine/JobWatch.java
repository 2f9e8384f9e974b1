package org.lockstep.spark.engine;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.lockstep.model.text.Text;

/**
 * Watches a run's jobs while the run waits for them. Reports what a slow job waits for, and gives
 * up if Spark runs nothing for too long.
 */
final class JobWatch implements SparkJobs.Waiting, AutoCloseable {
  private final JavaSparkContext context;
  private final TaskLayout layout;
  private final Duration notice;
  private final Duration end;
  private final Consumer<String> notices;
  private final JobTasks tasks = new JobTasks();
  private final Heartbeats heartbeats;
  private final MeanTime usual = new MeanTime();
  private Reminder reminder;
  private Reminder idle; // since Spark last ran anything

  /**
   * Creates a watch over jobs with this layout.
   *
   * @param notice how long to wait before reporting what for
   * @param end how long to wait if Spark runs no task at all
   */
  JobWatch(
      JavaSparkContext context,
      TaskLayout layout,
      Duration notice,
      Duration end,
      Consumer<String> notices) {
    this.context = context;
    this.layout = layout;
    this.notice = notice;
    this.end = end;
    this.notices = notices;
    this.heartbeats = Heartbeats.listen(context.sc());
    context.sc().addSparkListener(tasks);
  }

  /** A job begins. */
  JobWatch begin() {
    reminder = new Reminder(notice, usual.nanos());
    idle = new Reminder(end, 0);
    return this;
  }

  /** The job has ended; its slowest task took this long. */
  void ended(long slowestNanos) {
    usual.add(slowestNanos);
    reminder.over().ifPresent(notices);
  }

  @Override
  public void look(int job) {
    if (tasks.runsAny(job)) {
      idle = new Reminder(end, 0);
    }
    if (reminder.isTime()) {
      notices.accept(
          Text.format(
              "waiting for %d s: %s%s",
              reminder.seconds(), tasks.waitsFor(job, layout), heartbeats.silentInWords()));
    }
    if (idle.hasTaken(end)) {
      throw new TasksEndedException(
          "Spark has run no task for " + idle.seconds() + " s: " + tasks.waitsFor(job, layout));
    }
  }

  @Override
  public void close() {
    context.sc().removeSparkListener(tasks);
    context.sc().removeSparkListener(heartbeats);
  }
}
