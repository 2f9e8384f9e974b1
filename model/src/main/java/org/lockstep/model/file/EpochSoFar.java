package org.lockstep.model.file;

import java.util.Optional;
import org.lockstep.model.score.Score;

/**
 * What the steps of an unfinished epoch add up to.
 *
 * @param score Σ over the rows so far; empty before the first step
 * @param penalties Σ over steps of the penalties L2 and L1 · the step's weight
 * @param wallNanos the time that the epoch has taken
 * @param computeNanos of it, computing on the slowest task of each step
 * @param exchangeNanos of it, the rest of each step
 * @param updateNanos of it, updating
 */
public record EpochSoFar(
    Optional<Score> score,
    double penalties,
    long wallNanos,
    long computeNanos,
    long exchangeNanos,
    long updateNanos) {

  /** Of an epoch that begins. */
  public static final EpochSoFar NOTHING = new EpochSoFar(Optional.empty(), 0, 0, 0, 0, 0);
}
