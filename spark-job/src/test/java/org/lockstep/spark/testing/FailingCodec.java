package org.lockstep.spark.testing;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.io.LZ4CompressionCodec;

/**
 * A codec for {@code spark.io.compression.codec} that fails as often as a test wants when a task
 * reads the rows of shard 1: a fault in the middle of a command, with no hook in the code itself.
 */
public final class FailingCodec implements CompressionCodec {
  /** How many failures are left. */
  public static final AtomicInteger failures = new AtomicInteger();

  private final CompressionCodec codec;

  /** Called by Spark, by the name of the class. */
  public FailingCodec(SparkConf conf) {
    this.codec = new LZ4CompressionCodec(conf);
  }

  @Override
  public OutputStream compressedOutputStream(OutputStream out) {
    return codec.compressedOutputStream(out);
  }

  @Override
  public InputStream compressedInputStream(InputStream in) {
    if (TaskContext.getPartitionId() == 1 && buildsShards() && failures.getAndDecrement() > 0) {
      throw new IllegalStateException("a test wants it");
    }
    return codec.compressedInputStream(in);
  }

  private static boolean buildsShards() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(frame -> frame.getClassName().endsWith(".BroadcastLineageShards")));
  }
}
