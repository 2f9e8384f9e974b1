package org.lockstep.model.kernel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls vector code until the JVM has compiled it, on one thread, which ends when idle.
 *
 * <p>Until C2 has compiled it, code on the Vector API allocates every vector as an object, and a
 * first call takes as long as thousands of later ones. Plain loops are fast after milliseconds, so
 * they compute in the meantime, with the same bits.
 */
final class WarmUp {
  private static final long IDLE_SECONDS = 5;

  /** How long one task runs at a time: the compilers may have other work. */
  private static final long TURN_NANOS = 1_500_000_000L;

  private static final int MOST_TURNS = 40;

  /**
   * After this many calls C2 knows what to compile; further calls would take time that it needs.
   */
  private static final int ENOUGH = 1000;

  private static final long PAUSE_NANOS = 500_000;

  /** How many calls in a row vectors must do well: a single one may be lucky. */
  private static final int IN_A_ROW = 5;

  private final ThreadPoolExecutor thread;

  /** Creates the thread, which begins with this task. */
  WarmUp(Runnable first) {
    thread =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WarmUp::daemon);
    thread.allowCoreThreadTimeOut(true);
    thread.execute(first);
  }

  private static Thread daemon(Runnable work) {
    Thread daemon = new Thread(work, "lockstep-warm-up");
    daemon.setDaemon(true);
    return daemon;
  }

  /** Whether all tasks have ended. */
  boolean isIdle() {
    return thread.getActiveCount() == 0 && thread.getQueue().isEmpty();
  }

  /**
   * Calls both, taking turns with other warm-ups, until the vectors are compiled: they allocate
   * nothing and are faster than the plain loops. If they have not got there within a minute, as
   * tiny ones may not, being about as fast is enough; slower vectors are never used.
   *
   * @param ready called once, when vectors can be used
   */
  void begin(Runnable vectors, Runnable plain, Runnable ready) {
    thread.execute(() -> turn(vectors, plain, ready, MOST_TURNS));
  }

  private void turn(Runnable vectors, Runnable plain, Runnable ready, int turns) {
    long end = System.nanoTime() + TURN_NANOS;
    int good = 0;
    boolean isClose = false;
    for (int calls = 0; good < IN_A_ROW && System.nanoTime() < end; calls++) {
      if (calls > ENOUGH) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      long allocated = AllocatedBytes.ofThisThread();
      long start = System.nanoTime();
      vectors.run();
      long inVectors = System.nanoTime() - start;
      boolean makesObjects = AllocatedBytes.ofThisThread() > allocated;
      start = System.nanoTime();
      plain.run();
      long inLoops = System.nanoTime() - start;
      good = inVectors < inLoops && !makesObjects ? good + 1 : 0;
      isClose = inVectors < inLoops + inLoops / 4;
    }
    if (good == IN_A_ROW || (turns == 1 && isClose)) {
      ready.run();
    } else if (turns > 1) {
      thread.execute(() -> turn(vectors, plain, ready, turns - 1));
    }
  }
}
