package org.lockstep.spark.importance;

import java.io.Serializable;
import org.lockstep.model.network.NetworkSpec;

/**
 * How rows are cut into blocks. Row p is in block p mod B, at place p div B, so that each block is
 * spread over the whole table, however it is sorted. B depends on the number of rows and on the
 * network, not on the number of tasks.
 *
 * <p>A block goes to as many tasks as it has shares. Each of these tasks has all rows of the block
 * and does a part of the work.
 *
 * @param blocks B
 * @param used how many of them, from the first, are used
 * @param shares the number of tasks for each block
 */
record BlockLayout(int blocks, int used, int shares) implements Serializable {
  /** Shuffling within a block of this many rows is as good as shuffling all rows. */
  static final int MOST_ROWS = 1 << 16;

  private static final int FEWEST_ROWS = 1 << 10;

  /** Limits the features, or outputs, of a block: 32 MB of floats. */
  private static final int MOST_VALUES = 1 << 23;

  /** More than one, so that no core waits long for another. */
  private static final int TASKS_PER_CORE = 2;

  /** Rows of a sample. */
  static final int SAMPLE_ROWS = 10_000;

  /**
   * Blocks of all rows.
   *
   * @param cores the cluster's cores
   * @param pieces into which the work on a block can be cut
   */
  static BlockLayout ofAll(long rows, NetworkSpec network, int cores, int pieces) {
    int width =
        network.sparse() ? network.outputs() : Math.max(network.inputs(), network.outputs());
    long most = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, MOST_VALUES / width));
    int blocks = Math.toIntExact((rows - 1) / most + 1);
    int wanted = (TASKS_PER_CORE * cores - 1) / blocks + 1;
    return new BlockLayout(blocks, blocks, Math.max(1, Math.min(pieces, wanted)));
  }

  /** One block of at most {@link #SAMPLE_ROWS} rows from all over the table. */
  static BlockLayout ofSample(long rows, int cores) {
    return new BlockLayout(Math.toIntExact((rows - 1) / SAMPLE_ROWS + 1), 1, Math.max(1, cores));
  }

  int tasks() {
    return used * shares;
  }

  /** The block of a task. */
  int blockOf(int task) {
    return task / shares;
  }

  /** A task's share of its block's work. */
  int shareOf(int task) {
    return task % shares;
  }
}
