package org.lockstep.spark.fit;

import java.util.function.LongUnaryOperator;

/** How many shards rows are dealt to, S: part of the result's bits. */
public sealed interface ShardCount {
  /**
   * S.
   *
   * @param rows to train on
   * @param cores of the cluster
   */
  int of(long rows, int cores);

  /** As many as were asked for, or as were decided before. */
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
   * A power of two by the rows of a batch, so that the cluster has no part in it: the largest that
   * leaves each shard 25 of them, up to 64.
   *
   * @param batchSize of so many rows
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
