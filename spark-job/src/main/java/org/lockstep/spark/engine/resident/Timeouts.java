package org.lockstep.spark.engine.resident;

import java.time.Duration;

/**
 * How long the driver waits.
 *
 * @param placement for Spark to run as many tasks as requested, before going on with fewer
 * @param crowding for Spark to resolve by itself that it runs some tasks twice and others not
 * @param notice before it reports what it waits for, at least
 * @param silence before a task is taken away from an executor that does not answer, if another has
 *     it ready
 * @param end before it gives up if Spark runs no task at all
 */
record Timeouts(
    Duration placement, Duration crowding, Duration notice, Duration silence, Duration end) {
  /** The times for runs. */
  static Timeouts standard() {
    return new Timeouts(
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofMinutes(10));
  }
}
