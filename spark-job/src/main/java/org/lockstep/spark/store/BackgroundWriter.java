package org.lockstep.spark.store;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs one write at a time on a background thread while its owner continues. The owner must be a
 * single thread. A failure is thrown once, by the next call that waits.
 */
public final class BackgroundWriter implements AutoCloseable {
  private final ExecutorService thread;
  private Future<?> last = CompletableFuture.completedFuture(null);

  /** Creates a writer whose thread has this name. */
  public BackgroundWriter(String name) {
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Whether a write is in progress. */
  public boolean isBusy() {
    return !last.isDone();
  }

  /** The current or last write. The future completes when it is done, or fails. */
  public Future<?> last() {
    return last;
  }

  /**
   * Waits for the current write, then starts the next.
   *
   * @throws UncheckedIOException if the previous write failed
   */
  public void begin(Runnable write) {
    await();
    last = thread.submit(write);
  }

  /**
   * Waits for the current write.
   *
   * @throws UncheckedIOException if that write failed
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

  /** Ends the thread once the current write is done. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
