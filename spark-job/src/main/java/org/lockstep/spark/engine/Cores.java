package org.lockstep.spark.engine;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.lockstep.model.text.Text;

/**
 * The cores of an application, for which its fits queue. Spark gives a core to whoever asks first
 * and never takes it back. Without the queue, several fits could each hold some of the cores they
 * need and wait for the rest, or keep others waiting until they end.
 */
public final class Cores {
  private static final Map<Object, Cores> OF = new WeakHashMap<>();

  private static final Duration NOTICE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 10_000; // a fit that looks loses its place in the queue

  private final Semaphore free = new Semaphore(0, true);
  private int count;

  Cores(int count) {
    grow(count);
  }

  /** The cores of an application. */
  public static Cores of(JavaSparkContext context) {
    int now = Math.max(1, context.defaultParallelism());
    synchronized (OF) {
      Cores cores = OF.computeIfAbsent(context.sc(), key -> new Cores(now));
      cores.grow(now);
      return cores;
    }
  }

  /**
   * Adds the cores of new executors. If executors have gone, fits go on with fewer tasks than they
   * queued for.
   */
  private synchronized void grow(int now) {
    if (now > count) {
      free.release(now - count);
      count = now;
    }
  }

  /**
   * Waits for cores: as many as wanted, or all there are.
   *
   * @param notices told of a long wait
   */
  int take(int wanted, Consumer<String> notices) throws InterruptedException {
    int taken = Math.min(wanted, count());
    Reminder reminder = new Reminder(NOTICE, 0);
    while (!free.tryAcquire(taken, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (reminder.isTime()) {
        notices.accept(
            Text.format(
                "waiting for %d s: other fits of this session hold the cores; this one needs %d",
                reminder.seconds(), taken));
      }
    }
    return taken;
  }

  private synchronized int count() {
    return count;
  }

  /** Gives cores back. */
  void give(int taken) {
    free.release(taken);
  }

  /** How many fits are queueing. */
  int waiting() {
    return free.getQueueLength();
  }
}
