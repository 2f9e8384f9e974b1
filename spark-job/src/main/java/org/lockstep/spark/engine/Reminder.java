package org.lockstep.spark.engine;

import java.time.Duration;
import java.util.Optional;
import org.lockstep.model.text.Text;

/** Says when to report a wait to the user. The pauses between reports grow. */
public final class Reminder {
  private static final int BACKOFF = 2;
  private static final int SLOW_STEPS = 10;

  private final long start = System.nanoTime();
  private long next;
  private boolean hasReported;

  /**
   * Creates a reminder for a wait that begins now.
   *
   * @param first the shortest time to wait silently
   * @param usualNanos the usual time of such a wait; waiting several times as long is not worth
   *     reporting
   */
  public Reminder(Duration first, long usualNanos) {
    this.next = Math.max(first.toNanos(), SLOW_STEPS * usualNanos);
  }

  /** Whether it is time to report; true at most once per pause. */
  public boolean isTime() {
    if (elapsed() < next) {
      return false;
    }
    next = BACKOFF * elapsed();
    hasReported = true;
    return true;
  }

  /** What to tell the user when shards were waited for and are there; empty if nothing was told. */
  public Optional<String> over() {
    return hasReported
        ? Optional.of(
            Text.format("waited for %d s: all shards are there, the run goes on", seconds()))
        : Optional.empty();
  }

  /** Whether the wait has taken this long. */
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
