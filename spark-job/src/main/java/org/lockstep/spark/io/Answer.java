package org.lockstep.spark.io;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;

/**
 * What a file system answers, if it does. A Hadoop client goes on asking a host that takes no
 * connection for a quarter of an hour, and a server that is frozen for two minutes.
 */
final class Answer {
  /** How long a file system may think. */
  static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private Answer() {}

  /**
   * Asks.
   *
   * @param path what the question is about, fully qualified
   * @throws BadInputException naming the path, if there is no answer
   * @throws IOException the answer, if it is one
   */
  static <T> T to(Callable<T> question, Path path, long patienceMillis) throws IOException {
    FutureTask<T> asked = new FutureTask<>(question);
    Thread thread = new Thread(asked, "ask for " + path);
    thread.setDaemon(true);
    thread.start();
    try {
      return asked.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw BadInputException.at(
          path.toString(), "an answer within " + patienceMillis / 1000.0 + " seconds", "none", e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for " + path, e);
    } catch (ExecutionException e) {
      throw explained(path, e.getCause());
    }
  }

  private static IOException explained(Path path, Throwable failure) {
    if (failure instanceof SocketException
        || failure instanceof SocketTimeoutException
        || failure instanceof UnknownHostException) {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw BadInputException.at(
          path.toString(),
          "a file system that answers",
          String.valueOf(root.getMessage()),
          failure);
    }
    if (failure instanceof IOException answer) {
      return answer;
    }
    if (failure instanceof RuntimeException mistake) {
      throw mistake;
    }
    throw new IllegalStateException(failure);
  }
}
