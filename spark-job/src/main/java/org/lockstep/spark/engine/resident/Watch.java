package org.lockstep.spark.engine.resident;

import java.time.Duration;
import org.lockstep.spark.engine.exchange.TasksEndedException;

/** Tells, during one wait, what it is time for. */
final class Watch {
  private static final int BACKOFF = 2;

  private final Patience patience;
  private final long start = System.nanoTime();
  private long nextNotice;
  private long shortSince; // when fewer tasks were seen than there should be; 0 for not now
  private boolean isShort;

  /**
   * A watch that starts now.
   *
   * @param slowestNanos the longest that a command has taken so far
   */
  Watch(Patience patience, long slowestNanos) {
    this.patience = patience;
    this.nextNotice = Math.max(patience.notice().toNanos(), Patience.SLOW_STEPS * slowestNanos);
  }

  /** Takes note of how many tasks run. */
  void look(RunningTasks.Count running, int expected) {
    long now = System.nanoTime();
    if (running.tasks() >= expected) {
      shortSince = 0;
    } else if (shortSince == 0) {
      shortSince = now;
    }
    // Copies on the cores of tasks that are missing stay there: no use to wait for long.
    Duration most = running.attempts() < expected ? patience.placement() : patience.crowding();
    isShort = shortSince != 0 && now - shortSince >= most.toNanos();
  }

  /** Since when it waits. */
  long seconds() {
    return Duration.ofNanos(elapsed()).toSeconds();
  }

  boolean isSilent() {
    return elapsed() >= patience.silence().toNanos();
  }

  /** Whether to tell the user; the pauses between become longer. */
  boolean isTimeForNotice() {
    if (elapsed() < nextNotice) {
      return false;
    }
    nextNotice *= BACKOFF;
    return true;
  }

  /** Whether Spark has run too few tasks for too long. */
  boolean isShortOfTasks() {
    return isShort;
  }

  /** Begins anew to wait for tasks. */
  void restart() {
    shortSince = 0;
    isShort = false;
  }

  /** Gives up where no task has run for too long. */
  void checkEnd(String waitsFor) {
    if (System.nanoTime() - shortSince >= patience.end().toNanos()) {
      throw new TasksEndedException(
          "Spark has run no task for " + patience.end().toSeconds() + " s: " + waitsFor);
    }
  }

  private long elapsed() {
    return System.nanoTime() - start;
  }
}
