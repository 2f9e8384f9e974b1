package org.lockstep.spark.shard;

import org.apache.spark.SparkEnv;
import org.apache.spark.TaskKilledException;
import org.apache.spark.storage.BlockManagerId;
import org.lockstep.model.text.Text;

/**
 * A failure of a shard, with a one-line message that names the shard, the place and the root cause:
 * {@code [shard 1 on 10.0.0.7, executor 3] failed: IOException: disk full}.
 */
public final class ShardFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int DEEPEST = 100;

  private ShardFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns the exception that a task throws for a failure. A failure that already names its shard,
   * and Spark's own request to end the task, are returned unchanged.
   *
   * @param shards in words
   */
  public static RuntimeException of(String shards, Throwable cause) {
    if (cause instanceof ShardFailure || cause instanceof TaskKilledException) {
      return (RuntimeException) cause;
    }
    return new ShardFailure("[" + shards + place() + "] failed: " + rootOf(cause), cause);
  }

  private static String place() {
    if (SparkEnv.get() == null) {
      return "";
    }
    BlockManagerId id = SparkEnv.get().blockManager().blockManagerId();
    return " on " + id.host() + (id.isDriver() ? "" : ", executor " + id.executorId());
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : root.getMessage().strip();
    String line = message.lines().findFirst().orElse("");
    return root.getClass().getSimpleName() + (line.isEmpty() ? "" : ": " + Text.passage(line));
  }
}
