package org.lockstep.bench.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is still to be done when this JVM ends early, as by Ctrl-C: the latest first. */
public final class Cleanup {
  private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Cleanup::runAll));
  }

  private Cleanup() {}

  /** Must be done, unless it is removed. */
  public static synchronized void add(Runnable action) {
    ACTIONS.push(action);
  }

  /** Need not be done any more. */
  public static synchronized void remove(Runnable action) {
    ACTIONS.remove(action);
  }

  private static synchronized void runAll() {
    ACTIONS.forEach(Runnable::run);
  }
}
