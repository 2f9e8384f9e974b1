package org.lockstep.spark.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.util.ShutdownHookManager;
import org.lockstep.model.text.Text;

/**
 * Turns the shutdown of the JVM (SIGTERM, Ctrl-C) into a request to stop after a checkpoint, and
 * delays the shutdown for as long as that takes, within limits. Spark and Hadoop shut down by hooks
 * of the same manager; this hook runs before theirs.
 */
public final class StopSignal implements AutoCloseable {
  private static final int BEFORE_SPARK = 100; // Spark's own hooks have 50 and less
  private static final long LIMIT_SECONDS = 25; // SIGKILL often follows after 30 s
  private static final long SILENT_SECONDS = 2;

  private final Consumer<String> notices;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable hook = this::give;
  private volatile boolean given;

  /** Whether the JVM is shutting down, even if no instance listens. */
  public static boolean isJvmEnding() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }

  /**
   * Starts listening.
   *
   * @param notices receives a notice if stopping takes a while
   */
  StopSignal(Consumer<String> notices) {
    this.notices = notices;
    ShutdownHookManager.get()
        .addShutdownHook(hook, BEFORE_SPARK, LIMIT_SECONDS + 1, TimeUnit.SECONDS);
  }

  /** Whether the JVM was told to end. Callable from any thread. */
  boolean isGiven() {
    return given;
  }

  private void give() {
    given = true;
    try {
      if (!done.await(SILENT_SECONDS, TimeUnit.SECONDS)) {
        notices.accept(
            Text.format(
                "told to end: waiting at most %d s for this step and a checkpoint", LIMIT_SECONDS));
        done.await(LIMIT_SECONDS - SILENT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the delay: the run is over. */
  @Override
  public void close() {
    done.countDown();
    if (!isJvmEnding()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
