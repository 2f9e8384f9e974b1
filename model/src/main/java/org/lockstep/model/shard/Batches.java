package org.lockstep.model.shard;

import java.io.Serializable;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * Assigns rows to steps. Step s of an epoch covers the global positions [s·B, (s+1)·B); the row at
 * position p lies in shard p mod S at p div S. So each step is a contiguous range in every shard,
 * and every batch has exactly B rows, except the last of an epoch.
 *
 * <p>With shuffling, each epoch visits the rows of each shard in its own order, a pure function of
 * (seed, epoch, shard); without shuffling, exactly in the order of the file.
 *
 * @param rows of the training set
 * @param shards S
 * @param batchSize B
 */
public record Batches(long rows, int shards, long batchSize, boolean shuffle, long seed)
    implements Serializable {

  /** Positions within a shard are array indices. */
  private static final long MOST_SHARD_ROWS = Integer.MAX_VALUE - 8;

  public Batches {
    if (rows < 1 || shards < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          rows + " rows, " + shards + " shards, batches of " + batchSize);
    }
    if ((rows - 1) / shards >= MOST_SHARD_ROWS) {
      throw BadInputException.at(
          Mention.of("shards"),
          "at least " + (rows / MOST_SHARD_ROWS + 1) + " for " + rows + " rows",
          Integer.toString(shards));
    }
  }

  /** The number of steps of an epoch: ⌈rows / B⌉. */
  public long stepsPerEpoch() {
    return (rows - 1) / batchSize + 1; // rows + batchSize may exceed a long
  }

  /** The first position within a shard that belongs to a step (from 0) of an epoch. */
  public int from(long step, int shard) {
    return firstAtOrAfter(start(step), shard);
  }

  /** One past the last position within a shard that belongs to a step. */
  public int to(long step, int shard) {
    return firstAtOrAfter(start(step + 1), shard);
  }

  /** The most rows a step takes from one shard. */
  public int mostRowsPerStep() {
    long most = (Math.min(batchSize, rows) + shards - 1) / shards;
    return (int) Math.min(Integer.MAX_VALUE, most);
  }

  /** The positions of a shard's rows in the order in which an epoch visits them. */
  int[] order(int epoch, int shard, int shardRows) {
    if (shuffle) {
      return new RandomStream(Purpose.ROW_ORDER, seed, epoch, shard, 0).permutation(shardRows);
    }
    int[] positions = new int[shardRows];
    for (int i = 0; i < shardRows; i++) {
      positions[i] = i;
    }
    return positions;
  }

  /** The first global position of a step, or the number of rows after the last step. */
  private long start(long step) {
    return step >= stepsPerEpoch() ? rows : step * batchSize;
  }

  /** The smallest j with j·S + shard >= p. */
  private int firstAtOrAfter(long p, int shard) {
    return (int) Math.max(0, (p - shard + shards - 1) / shards);
  }
}
