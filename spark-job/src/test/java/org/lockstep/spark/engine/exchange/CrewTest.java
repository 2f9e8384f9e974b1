package org.lockstep.spark.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.engine.TaskLayout;

/** Which attempt computes where an executor has two of a task, and what the driver hears. */
class CrewTest {
  private final String run = UUID.randomUUID().toString(); // identifies the crew within this JVM
  private final List<String> heard = new ArrayList<>();

  @Test
  void anEarlierAttemptComputesAgainWhenTheLaterOneEnds() throws Exception {
    Seat first = enter(0);
    Seat second = enter(1);
    Crew crew = Crew.enter(run, seat(1, 0), any -> new Recorder());
    assertThat(crew.tasks()).containsExactlyInAnyOrder(second.task(), new TaskAttempt(1, 0));

    Crew.exit(run, second, "it failed");
    assertThat(crew.tasks()).containsExactlyInAnyOrder(first.task(), new TaskAttempt(1, 0));
    assertThat(heard)
        .containsExactly(
            "join 0.0",
            "join 0.1",
            "join 1.0",
            "leave 0.1: it failed",
            "leave 0.0: another attempt of it has ended",
            "join 0.0");
  }

  @Test
  void aLaterAttemptContinuesWhenTheEarlierOneEnds() throws Exception {
    Seat first = enter(0);
    Seat second = enter(1);
    Crew.exit(run, first, "it has ended");
    Crew.exit(run, second, "it has ended");
    assertThat(heard)
        .containsExactly(
            "join 0.0", "join 0.1", "leave 0.0: it has ended", "leave 0.1: it has ended", "closed");
  }

  private Seat enter(int attempt) throws Exception {
    Seat seat = seat(0, attempt);
    Crew.enter(run, seat, any -> new Recorder());
    return seat;
  }

  private static Seat seat(int task, int attempt) {
    return new Seat(
        new TaskAttempt(task, attempt), new TaskLayout(2, 2), List.of(), List.of(), null, 0);
  }

  /** Records what the driver would hear. */
  private final class Recorder implements DriverLink {
    @Override
    public void join(TaskAttempt task) {
      heard.add("join " + task.task() + "." + task.attempt());
    }

    @Override
    public void leave(TaskAttempt task, String why) {
      heard.add("leave " + task.task() + "." + task.attempt() + ": " + why);
    }

    @Override
    public void report(CrewSums sums) {
      throw new AssertionError("nothing was asked");
    }

    @Override
    public void close() {
      heard.add("closed");
    }
  }
}
