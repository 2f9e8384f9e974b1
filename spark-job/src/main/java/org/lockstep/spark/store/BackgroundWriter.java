package org.lockstep.spark.store;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes one thing at a time on a thread of its own, while its owner goes on. The owner is one
 * thread. A failure is thrown once, by the next call that waits.
 */
public final class BackgroundWriter implements AutoCloseable {
  private final ExecutorService thread;
  private Future<?> last = CompletableFuture.completedFuture(null);

  /** A writer whose thread has this name. */
  public BackgroundWriter(String name) {
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Whether something is being written. */
  public boolean isBusy() {
    return !last.isDone();
  }

  /** What is being written, or was last: its result tells when it is done, or why it failed. */
  public Future<?> last() {
    return last;
  }

  /**
   * Waits for what is being written, and begins with the next.
   *
   * @throws UncheckedIOException of what was written before
   */
  public void begin(Runnable write) {
    await();
    last = thread.submit(write);
  }

  /**
   * Waits for what is being written.
   *
   * @throws UncheckedIOException of its own
   */
  public void await() {
    Future<?> waited = last;
    last = CompletableFuture.completedFuture(null);
    try {
      waited.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause;
      }
      throw new IllegalStateException("a file could not be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a file was written", e);
    }
  }

  /** Ends the thread when it has written what it was given. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
