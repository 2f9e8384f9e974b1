package org.lockstep.spark.engine.exchange;

import java.util.List;

/** The driver's way to a crew. Nothing here waits. */
public interface CrewLink {
  /** Nothing to do. */
  Runnable NOTHING = () -> {};

  /** Where the crew is, for people. */
  String place();

  /**
   * Has some of the crew's tasks compute.
   *
   * @param help what the caller's own thread takes over
   * @return the caller's share of the work, if the crew is in its JVM; else {@link #NOTHING}
   */
  Runnable compute(Command command, List<Integer> tasks, Help help);

  /** What the caller's thread computes of a crew's work. */
  enum Help {
    /** Nothing: it has other things to do. */
    NONE,
    /** One task's share, so that it does not only wait. */
    ONE_TASK,
    /** The shares of all tasks, one after the other. */
    ALL_TASKS
  }

  /** Has its tasks, which wait for a command, join in work of the driver's, if they are near. */
  default void join(Slices work, List<Integer> tasks) {}

  /** The run is over: every task ends well. */
  void dismiss();

  /** Cuts the crew off: what it may still say is not heard. */
  void cut(String why);
}
