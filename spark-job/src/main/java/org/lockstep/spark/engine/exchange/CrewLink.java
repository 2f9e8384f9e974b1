package org.lockstep.spark.engine.exchange;

import java.util.List;

/** The driver's link to a crew. No method blocks. */
public interface CrewLink {
  /** Nothing to do. */
  Runnable NOTHING = () -> {};

  /** Where the crew is, in words. */
  String place();

  /**
   * Has some of the crew's tasks compute.
   *
   * @param help what the caller's own thread takes over
   * @return the caller's share of the work, if the crew is in the same JVM; otherwise {@link
   *     #NOTHING}
   */
  Runnable compute(Command command, List<Integer> tasks, Help help);

  /** How much of a crew's work the caller's thread computes. */
  enum Help {
    /** Nothing: it has other things to do. */
    NONE,
    /** One task's share, so that the thread does not only wait. */
    ONE_TASK,
    /** The shares of all tasks, one after another. */
    ALL_TASKS
  }

  /**
   * Has the crew's tasks, which wait for a command, help with the driver's work, if they share its
   * JVM.
   */
  default void join(Slices work, List<Integer> tasks) {}

  /** The run is over: every task ends normally. */
  void dismiss();

  /** Cuts the crew off: anything it still sends is ignored. */
  void cut(String why);
}
