package org.lockstep.spark.fit;

import java.util.function.LongUnaryOperator;

/** How many shards rows are dealt to, S. The bits of the result depend on it. */
public sealed interface ShardCount {
  /**
   * S.
   *
   * @param rows the number of training rows
   * @param cores the cluster's cores
   */
  int of(long rows, int cores);

  /** The requested number, or one that is already decided. */
  record Fixed(int count) implements ShardCount {
    @Override
    public int of(long rows, int cores) {
      return count;
    }
  }

  /** As many as there are cores. */
  record OfCores() implements ShardCount {
    @Override
    public int of(long rows, int cores) {
      return cores;
    }
  }

  /**
   * A power of two chosen from the batch size, so that it does not depend on the cluster: the
   * largest that leaves each shard 25 rows of a batch, up to 64.
   *
   * @param batchSize the batch size for a number of rows
   */
  record OfBatch(LongUnaryOperator batchSize) implements ShardCount {
    private static final long ROWS = 25;
    private static final long MOST = 64;

    @Override
    public int of(long rows, int cores) {
      long most = batchSize.applyAsLong(rows) / ROWS;
      return (int) Long.highestOneBit(Math.max(1, Math.min(MOST, most)));
    }
  }
}
