package org.lockstep.spark.engine;

import java.time.Duration;

/** Tells, during one wait, when to speak of it; the pauses between become longer. */
public final class Reminder {
  private static final int BACKOFF = 2;
  private static final int SLOW_STEPS = 10;

  private final long start = System.nanoTime();
  private long next;

  /**
   * Of a wait that begins now.
   *
   * @param first how long to wait silently, at least
   * @param usualNanos what such a wait takes; to wait some times as long is nothing to speak of
   */
  public Reminder(Duration first, long usualNanos) {
    this.next = Math.max(first.toNanos(), SLOW_STEPS * usualNanos);
  }

  /** Whether it is time; at most once for each pause. */
  public boolean isTime() {
    if (elapsed() < next) {
      return false;
    }
    next = BACKOFF * elapsed();
    return true;
  }

  /** Whether the wait has taken so long. */
  public boolean hasTaken(Duration time) {
    return elapsed() >= time.toNanos();
  }

  /** How long the wait has taken. */
  public long seconds() {
    return Duration.ofNanos(elapsed()).toSeconds();
  }

  private long elapsed() {
    return System.nanoTime() - start;
  }
}
