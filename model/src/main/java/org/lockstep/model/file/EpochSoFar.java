package org.lockstep.model.file;

import java.util.Optional;
import org.lockstep.model.score.Score;

/**
 * The sums over the steps of an unfinished epoch.
 *
 * @param score Σ over the rows so far; empty before the first step
 * @param penalties Σ over steps of the L2 and L1 penalties · the step's weight
 * @param wallNanos the time that the epoch has taken so far
 * @param computeNanos the part of it spent computing, on the slowest task of each step
 * @param exchangeNanos the part of it that is the rest of each step
 * @param updateNanos the part of it spent updating
 */
public record EpochSoFar(
    Optional<Score> score,
    double penalties,
    long wallNanos,
    long computeNanos,
    long exchangeNanos,
    long updateNanos) {

  /** The sums at the start of an epoch. */
  public static final EpochSoFar NOTHING = new EpochSoFar(Optional.empty(), 0, 0, 0, 0, 0);
}
