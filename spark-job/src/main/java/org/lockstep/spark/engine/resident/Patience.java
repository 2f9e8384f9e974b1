package org.lockstep.spark.engine.resident;

import java.time.Duration;

/**
 * How long the driver waits.
 *
 * @param placement for Spark to run as many tasks as it was asked for, before going on with fewer
 * @param crowding for Spark to sort out by itself that it runs some tasks twice and others not
 * @param notice before it says whom it waits for; a command takes at least {@code SLOW_STEPS} times
 *     as long as the slowest so far before that
 * @param silence before a task is taken away from an executor that does not answer, where another
 *     has it ready
 * @param end before it gives up where Spark runs no task at all
 */
record Patience(
    Duration placement, Duration crowding, Duration notice, Duration silence, Duration end) {
  static final int SLOW_STEPS = 10;

  /** For runs. */
  static Patience standard() {
    return new Patience(
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofMinutes(10));
  }
}
