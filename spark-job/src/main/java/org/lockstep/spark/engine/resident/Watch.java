package org.lockstep.spark.engine.resident;

import java.time.Duration;
import java.util.Optional;
import org.lockstep.spark.engine.Reminder;
import org.lockstep.spark.engine.TasksEndedException;

/** Says, during one wait, which measures are due. */
final class Watch {
  private final Timeouts timeouts;
  private final Reminder reminder;
  private long missingSince; // when too few tasks were first seen; 0 if enough run
  private long crowdedSince; // the same, while copies hold their cores

  /**
   * Creates a watch that starts now.
   *
   * @param usualNanos the usual time of a command
   */
  Watch(Timeouts timeouts, long usualNanos) {
    this.timeouts = timeouts;
    this.reminder = new Reminder(timeouts.notice(), usualNanos);
  }

  /** Records how many tasks run. */
  void look(RunningTasks.Count running, int expected) {
    boolean isMissing = running.tasks() < expected && running.preparing() == 0;
    missingSince = since(missingSince, isMissing);
    // Copies on the cores of missing tasks stay there: waiting for long is no use.
    crowdedSince = since(crowdedSince, isMissing && running.attempts() >= expected);
  }

  private static long since(long before, boolean isNow) {
    if (!isNow) {
      return 0;
    }
    return before == 0 ? System.nanoTime() : before;
  }

  private static boolean hasPassed(Duration timeout, long since) {
    return since != 0 && System.nanoTime() - since >= timeout.toNanos();
  }

  /** How many seconds the wait has taken. */
  long seconds() {
    return reminder.seconds();
  }

  boolean isSilent() {
    return reminder.hasTaken(timeouts.silence());
  }

  /** Whether to tell the user. */
  boolean isTimeForNotice() {
    return reminder.isTime();
  }

  /** What to tell the user when the wait is over; empty if nothing was told before. */
  Optional<String> over() {
    return reminder.over();
  }

  /** Whether Spark has run too few tasks for too long. */
  boolean isShortOfTasks() {
    return hasPassed(timeouts.placement(), missingSince)
        || hasPassed(timeouts.crowding(), crowdedSince);
  }

  /** Begins to wait for tasks again. */
  void restart() {
    missingSince = 0;
    crowdedSince = 0;
  }

  /** Gives up if no task has run for too long. */
  void checkEnd(String waitsFor) {
    if (hasPassed(timeouts.end(), missingSince)) {
      throw new TasksEndedException(
          "Spark has run no task for " + timeouts.end().toSeconds() + " s: " + waitsFor);
    }
  }
}
