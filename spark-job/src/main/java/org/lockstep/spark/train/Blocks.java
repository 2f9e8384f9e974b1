package org.lockstep.spark.train;

import org.lockstep.spark.engine.StepEngine;

/**
 * Work on long vectors in blocks that are always the same, whichever thread does one: a sum over
 * all elements adds up each block, and then the blocks, in their order.
 */
final class Blocks {
  /** Elements that fit into the first cache, three vectors at once. */
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
    /** Does it. */
    void run(int from, int to);
  }

  /** A sum over the elements [from, to). */
  interface Sum {
    /** Adds them up. */
    double of(int from, int to);
  }

  /** Does some work on every element. */
  void each(Work work) {
    engine.inSlices(
        length,
        (from, to) -> {
          // A block is done where its first element is.
          for (int at = firstFrom(from); at < to; at += BLOCK) {
            work.run(at, Math.min(length, at + BLOCK));
          }
        });
  }

  /** Adds up over every element; the work may change elements on the way. */
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
