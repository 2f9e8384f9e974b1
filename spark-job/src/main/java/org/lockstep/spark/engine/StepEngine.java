package org.lockstep.spark.engine;

import org.lockstep.model.math.FlatVector;

/**
 * Computes sums over distributed rows: of gradients for a step, of scores for an evaluation. An
 * engine does not know the network's mathematics, and its callers do not know Spark.
 *
 * <p>Every engine gives the same bits: partial sums are added along the same {@link
 * org.lockstep.model.reduce.ReductionTree} over the shards.
 */
public interface StepEngine extends AutoCloseable {

  /** The engine's name in the epoch log, such as {@code job}. */
  String name();

  /** How many tasks share the shards. */
  int tasks();

  /**
   * Loss and gradient, summed over the rows of one step.
   *
   * @param theta θ; not changed, and not kept after the call
   * @param epoch from 1
   * @param step within the epoch, from 0
   * @param evaluates whether to score all validation and test rows at θ too. The parameters after
   *     an epoch are those before the next epoch's first step, so asking for both at once saves an
   *     exchange.
   */
  StepSum step(FlatVector theta, int epoch, long step, boolean evaluates);

  /**
   * Does work on the elements [0, length) of the driver's vectors, cut into slices for as many
   * threads as the engine has idle in this JVM. Each element is in exactly one slice.
   */
  default void inSlices(int length, Slice work) {
    work.run(0, length);
  }

  /** Work on some elements. */
  @FunctionalInterface
  interface Slice {
    /** Does the work on the elements [from, to). */
    void run(int from, int to);
  }

  /** Scores all validation and test rows at θ. */
  Evaluation evaluate(FlatVector theta);

  /** Leaves the cores to others until the next step or evaluation, which takes them again. */
  default void rest() {}

  /** Frees what the run holds on the executors. */
  @Override
  void close();
}
