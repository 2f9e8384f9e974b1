package org.lockstep.spark.train;

import org.lockstep.spark.engine.StepEngine;

/**
 * Processes long vectors in blocks that are always the same, whichever thread processes one. A sum
 * over all elements adds up each block first, and then the blocks in order.
 */
final class Blocks {
  /** Elements of a block: three vectors of them fit into the L1 cache. */
  private static final int BLOCK = 1 << 10;

  private final StepEngine engine;
  private final int length;
  private final double[] sums; // of each block

  Blocks(StepEngine engine, int length) {
    this.engine = engine;
    this.length = length;
    this.sums = new double[(length + BLOCK - 1) / BLOCK];
  }

  /** Work on the elements [from, to). */
  interface Work {
    /** Processes these elements. */
    void run(int from, int to);
  }

  /** A sum over the elements [from, to). */
  interface Sum {
    /** Adds up these elements. */
    double of(int from, int to);
  }

  /** Applies the work to every element. */
  void each(Work work) {
    engine.inSlices(
        length,
        (from, to) -> {
          // A block belongs to the slice that its first element is in.
          for (int at = firstFrom(from); at < to; at += BLOCK) {
            work.run(at, Math.min(length, at + BLOCK));
          }
        });
  }

  /** Sums over every element; the work can also change elements as it goes. */
  double sum(Sum work) {
    each((from, to) -> sums[from / BLOCK] = work.of(from, to));
    double sum = 0;
    for (double block : sums) {
      sum += block;
    }
    return sum;
  }

  private static int firstFrom(int element) {
    return (element + BLOCK - 1) / BLOCK * BLOCK;
  }
}
