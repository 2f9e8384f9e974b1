package org.lockstep.spark.engine.resident;

import java.time.Duration;
import org.lockstep.spark.engine.Reminder;
import org.lockstep.spark.engine.TasksEndedException;

/** Tells, during one wait, what it is time for. */
final class Watch {
  private final Patience patience;
  private final Reminder reminder;
  private long missingSince; // when fewer tasks were seen than there should be; 0 for not now
  private long crowdedSince; // when, besides, copies were seen on their cores; 0 for not now

  /**
   * A watch that starts now.
   *
   * @param usualNanos what a command takes
   */
  Watch(Patience patience, long usualNanos) {
    this.patience = patience;
    this.reminder = new Reminder(patience.notice(), usualNanos);
  }

  /** Takes note of how many tasks run. */
  void look(RunningTasks.Count running, int expected) {
    boolean isMissing = running.tasks() < expected && running.preparing() == 0;
    missingSince = since(missingSince, isMissing);
    // Copies on the cores of tasks that are missing stay there: no use to wait for long.
    crowdedSince = since(crowdedSince, isMissing && running.attempts() >= expected);
  }

  private static long since(long before, boolean isNow) {
    if (!isNow) {
      return 0;
    }
    return before == 0 ? System.nanoTime() : before;
  }

  private static boolean hasPassed(Duration patience, long since) {
    return since != 0 && System.nanoTime() - since >= patience.toNanos();
  }

  /** Since when it waits. */
  long seconds() {
    return reminder.seconds();
  }

  boolean isSilent() {
    return reminder.hasTaken(patience.silence());
  }

  /** Whether to tell the user. */
  boolean isTimeForNotice() {
    return reminder.isTime();
  }

  /** Whether Spark has run too few tasks for too long. */
  boolean isShortOfTasks() {
    return hasPassed(patience.placement(), missingSince)
        || hasPassed(patience.crowding(), crowdedSince);
  }

  /** Begins anew to wait for tasks. */
  void restart() {
    missingSince = 0;
    crowdedSince = 0;
  }

  /** Gives up where no task has run for too long. */
  void checkEnd(String waitsFor) {
    if (hasPassed(patience.end(), missingSince)) {
      throw new TasksEndedException(
          "Spark has run no task for " + patience.end().toSeconds() + " s: " + waitsFor);
    }
  }
}
