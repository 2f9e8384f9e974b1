package org.lockstep.spark.engine.resident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.engine.resident.RunningTasks.Count;

class WatchTest {
  private static final Duration NEVER = Duration.ofDays(1);

  @Test
  void aTaskWhoseCoreIsTakenByACopyOfAnotherIsMissedSoon() {
    Watch watch = new Watch(new Timeouts(NEVER, Duration.ZERO, NEVER, NEVER, NEVER), 0);
    watch.look(new Count(1, 1, 0), 2);
    assertThat(watch.isShortOfTasks()).as("a core may become free").isFalse();
    watch.look(new Count(1, 2, 0), 2);
    assertThat(watch.isShortOfTasks()).as("none will").isTrue();
    watch.look(new Count(2, 3, 0), 2);
    assertThat(watch.isShortOfTasks()).as("all tasks run").isFalse();
  }

  @Test
  void aTaskWhoseRowsAreBeingRecomputedIsNotMissed() {
    Watch watch = new Watch(new Timeouts(Duration.ZERO, Duration.ZERO, NEVER, NEVER, NEVER), 0);
    watch.look(new Count(1, 1, 1), 2);
    assertThat(watch.isShortOfTasks()).isFalse();
    watch.look(new Count(1, 1, 0), 2);
    assertThat(watch.isShortOfTasks()).isTrue();
  }

  @Test
  void timeMissingATaskDoesNotCountTowardsCrowding() {
    Watch watch = new Watch(new Timeouts(NEVER, Duration.ofHours(1), NEVER, NEVER, NEVER), 0);
    watch.look(new Count(1, 1, 0), 2);
    watch.look(new Count(1, 2, 0), 2);
    assertThat(watch.isShortOfTasks()).isFalse();
  }
}
