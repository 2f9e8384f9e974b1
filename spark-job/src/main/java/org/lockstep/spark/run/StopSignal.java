package org.lockstep.spark.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.util.ShutdownHookManager;
import org.lockstep.model.text.Text;

/**
 * Turns the end of the JVM (SIGTERM, Ctrl-C) into a request to stop behind a checkpoint, and holds
 * the end up for as long as that takes, within limits. Spark and Hadoop end themselves by hooks of
 * the same manager: this one comes before theirs.
 */
public final class StopSignal implements AutoCloseable {
  private static final int BEFORE_SPARK = 100; // Spark's own hooks have 50 and less
  private static final long LIMIT_SECONDS = 25; // who asks politely most often kills after 30
  private static final long SILENT_SECONDS = 2;

  private final Consumer<String> notices;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable hook = this::give;
  private volatile boolean given;

  /** Whether the JVM is ending, whoever listens. */
  public static boolean isJvmEnding() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }

  /**
   * Listens from now on.
   *
   * @param notices told where the end takes its time
   */
  StopSignal(Consumer<String> notices) {
    this.notices = notices;
    ShutdownHookManager.get()
        .addShutdownHook(hook, BEFORE_SPARK, LIMIT_SECONDS + 1, TimeUnit.SECONDS);
  }

  /** Whether the JVM was told to end. From any thread. */
  boolean isGiven() {
    return given;
  }

  private void give() {
    given = true;
    try {
      if (!done.await(SILENT_SECONDS, TimeUnit.SECONDS)) {
        notices.accept(
            Text.format(
                "told to end: waiting for this step and a checkpoint, %d s at most",
                LIMIT_SECONDS));
        done.await(LIMIT_SECONDS - SILENT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run is over: nothing holds up the end any more. */
  @Override
  public void close() {
    done.countDown();
    if (!isJvmEnding()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
