package org.lockstep.bench.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** Actions still to run if this JVM ends early, as by Ctrl-C; the latest runs first. */
public final class Cleanup {
  private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Cleanup::runAll));
  }

  private Cleanup() {}

  /** Adds an action, which runs unless it is removed. */
  public static synchronized void add(Runnable action) {
    ACTIONS.push(action);
  }

  /** Removes an action that is no longer needed. */
  public static synchronized void remove(Runnable action) {
    ACTIONS.remove(action);
  }

  private static synchronized void runAll() {
    ACTIONS.forEach(Runnable::run);
  }
}
