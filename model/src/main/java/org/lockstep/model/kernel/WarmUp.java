package org.lockstep.model.kernel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where vectors are called until the JVM has compiled them: one thread, which ends when idle. */
final class WarmUp {
  private static final long IDLE_SECONDS = 5;

  /** Tiny products never become faster; others wait for a compiler that has more to do. */
  private static final long LIMIT_NANOS = 1_500_000_000L;

  /** How often in a row vectors must be faster: one call may be lucky. */
  private static final int IN_A_ROW = 5;

  private final ThreadPoolExecutor thread;

  WarmUp() {
    thread =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WarmUp::daemon);
    thread.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable work) {
    Thread daemon = new Thread(work, "lockstep-warm-up");
    daemon.setDaemon(true);
    return daemon;
  }

  /** Runs this behind what else is to be warmed up. */
  void run(Runnable work) {
    thread.execute(work);
  }

  /**
   * Calls both until the vectors are the faster ones.
   *
   * @return whether they are, or about as fast at the end
   */
  boolean until(Runnable vectors, Runnable plain) {
    long end = System.nanoTime() + LIMIT_NANOS;
    int faster = 0;
    boolean isClose = false;
    while (faster < IN_A_ROW && System.nanoTime() < end) {
      long start = System.nanoTime();
      vectors.run();
      long between = System.nanoTime();
      plain.run();
      long inVectors = between - start;
      long inLoops = System.nanoTime() - between;
      faster = inVectors < inLoops ? faster + 1 : 0;
      isClose = inVectors < inLoops + inLoops / 4;
    }
    return isClose;
  }
}
