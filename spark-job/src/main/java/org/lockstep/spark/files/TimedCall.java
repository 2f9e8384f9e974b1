package org.lockstep.spark.files;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lockstep.model.error.BadInputException;

/** Asks a file system, and gives up if no answer comes. */
public final class TimedCall {
  /** A Hadoop client with the wrong host or port keeps trying for many minutes. */
  public static final long USUAL_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private TimedCall() {}

  /**
   * Asks on a separate thread.
   *
   * @param place the subject of the question, for messages
   * @throws BadInputException if there is no answer in time
   * @throws IOException if the question itself throws it; runtime exceptions pass through too
   */
  public static <T> T ask(String place, long millis, Callable<T> question) throws IOException {
    FutureTask<T> answer = new FutureTask<>(question);
    Thread thread = new Thread(answer, "ask for " + place);
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw BadInputException.at(
          place, "an answer within " + millis / 1000.0 + " seconds", "none", e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for " + place, e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static RuntimeException rethrown(Throwable failure) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime ? runtime : new RuntimeException(failure);
  }
}
