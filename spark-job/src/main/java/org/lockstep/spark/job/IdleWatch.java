package org.lockstep.spark.job;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.Reminder;

/**
 * Warns when Spark has a job but runs no task: it waits, silently and for ever, until it gets a
 * core.
 */
public final class IdleWatch extends SparkListener {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Consumer<String> notices;
  private final Duration silence;
  private final IntSupplier executors;
  private final Set<Integer> jobs = new HashSet<>();
  private final Set<Long> running = new HashSet<>(); // task attempts
  private Reminder idle; // set while there is a job but no task; otherwise null

  IdleWatch(Consumer<String> notices, Duration silence, IntSupplier executors) {
    this.notices = notices;
    this.silence = silence;
    this.executors = executors;
  }

  /**
   * Watches an application until it is closed.
   *
   * @param notices receives a warning after ten seconds, and again after longer and longer pauses
   */
  public static Watching over(SparkContext context, Consumer<String> notices) {
    IdleWatch watch =
        new IdleWatch(
            notices,
            SILENCE,
            () -> context.statusTracker().getExecutorInfos().length - 1); // minus the driver
    context.addSparkListener(watch);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(IdleWatch::thread);
    Future<?> unused = clock.scheduleWithFixedDelay(watch::look, 1, 1, TimeUnit.SECONDS);
    return () -> {
      clock.shutdownNow();
      context.removeSparkListener(watch);
    };
  }

  /** A watch that runs until it is closed. */
  public interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "lockstep-idle-watch");
    thread.setDaemon(true);
    return thread;
  }

  synchronized void look() {
    if (idle != null && idle.isTime()) {
      int there = executors.getAsInt();
      notices.accept(
          Text.format(
              "Spark has run no task for %d s: %s",
              idle.seconds(),
              there > 0
                  ? Text.format("none of %d executors has a free core", there)
                  : "there is no executor yet; are there workers with cores and memory for"
                      + " one?"));
    }
  }

  private void update() {
    if (jobs.isEmpty() || !running.isEmpty()) {
      idle = null;
    } else if (idle == null) {
      idle = new Reminder(silence, 0);
    }
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    jobs.add(job.jobId());
    update();
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd job) {
    jobs.remove(job.jobId());
    update();
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart task) {
    running.add(task.taskInfo().taskId());
    update();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    running.remove(task.taskInfo().taskId());
    update();
  }
}
