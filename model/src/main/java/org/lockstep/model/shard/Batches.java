package org.lockstep.model.shard;

import java.io.Serializable;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * Which rows belong to which step. Step s of an epoch is the global positions [s·B, (s+1)·B); the
 * row at position p lies in shard p mod S at p div S. So each step is a contiguous range in every
 * shard, and every batch has exactly B rows, the last of an epoch excepted.
 *
 * <p>With shuffling, each epoch visits the rows of each shard in an order of its own, a pure
 * function of (seed, epoch, shard); without, exactly in the order of the file.
 *
 * @param rows of the training set
 * @param shards S
 * @param batchSize B
 */
public record Batches(long rows, int shards, long batchSize, boolean shuffle, long seed)
    implements Serializable {
  public Batches {
    if (rows < 1 || shards < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          rows + " rows, " + shards + " shards, batches of " + batchSize);
    }
  }

  /** Steps of an epoch: ⌈rows / B⌉. */
  public long stepsPerEpoch() {
    return (rows + batchSize - 1) / batchSize;
  }

  /** The first position within a shard that belongs to a step (from 0) of an epoch. */
  public int from(long step, int shard) {
    return firstAtOrAfter(Math.min(rows, step * batchSize), shard);
  }

  /** One behind the last position within a shard that belongs to a step. */
  public int to(long step, int shard) {
    return firstAtOrAfter(Math.min(rows, (step + 1) * batchSize), shard);
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

  /** The smallest j with j·S + shard >= p. */
  private int firstAtOrAfter(long p, int shard) {
    return (int) Math.max(0, (p - shard + shards - 1) / shards);
  }
}
