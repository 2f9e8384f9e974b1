package org.lockstep.spark.engine.exchange;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Both links if driver and tasks share a JVM: plain method calls. θ and the sums are handed over,
 * not copied. The driver's thread, which would otherwise only wait, computes one task's share or
 * all of them. If it computes one share, N threads compute on N cores, and none has to be woken for
 * that share.
 */
public final class LocalLinks {
  /** The coordinators of this JVM by the name of their run. */
  private static final Map<String, Coordinator> COORDINATORS = new ConcurrentHashMap<>();

  private LocalLinks() {}

  /** Makes the coordinator of a run known to the crews of this JVM. */
  public static void open(String run, Coordinator coordinator) {
    COORDINATORS.put(run, coordinator);
  }

  /** Forgets the coordinator of a run. */
  public static void close(String run) {
    COORDINATORS.remove(run);
  }

  /** Whether the driver of a run is in this JVM. */
  public static boolean reaches(String run) {
    return COORDINATORS.containsKey(run);
  }

  /** Links a crew to its driver. */
  public static DriverLink connect(String run, Crew crew) {
    Coordinator coordinator = COORDINATORS.get(run);
    if (coordinator == null) {
      throw new IllegalStateException("the run " + run + " is over");
    }
    return new ToDriver(coordinator, new ToCrew(crew));
  }

  private record ToDriver(Coordinator coordinator, CrewLink crew) implements DriverLink {
    @Override
    public void join(TaskAttempt task) {
      coordinator.join(crew, task);
    }

    @Override
    public void leave(TaskAttempt task, String why) {
      coordinator.leave(crew, task, why);
    }

    @Override
    public void report(CrewSums sums) {
      coordinator.report(crew, sums);
    }

    @Override
    public void close() {}
  }

  private static final class ToCrew implements CrewLink {
    private final Crew crew;

    ToCrew(Crew crew) {
      this.crew = crew;
    }

    @Override
    public String place() {
      return "the driver";
    }

    @Override
    public Runnable compute(Command command, List<Integer> tasks, Help help) {
      return crew.compute(command, tasks, help);
    }

    @Override
    public void join(Slices work, List<Integer> tasks) {
      crew.join(work, tasks);
    }

    @Override
    public void dismiss() {
      crew.dismiss();
    }

    @Override
    public void cut(String why) {
      crew.fail(new IllegalStateException(why));
    }
  }
}
