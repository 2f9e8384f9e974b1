package org.lockstep.spark.train;

import java.util.OptionalInt;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.settings.KeepTies;

/**
 * Which epoch's parameters are the result, and when to stop waiting for a better one.
 *
 * @param keep which epoch's parameters are the result
 * @param ties which of several equally good epochs to keep
 * @param patience ends the run when this many epochs have brought no improvement, if given; by the
 *     measure that decides what to keep
 * @param tol the smallest improvement that counts for patience
 */
public record StoppingRule(Keep keep, KeepTies ties, OptionalInt patience, double tol) {

  /** A rule that keeps the first of the best epochs. */
  public StoppingRule(Keep keep, OptionalInt patience, double tol) {
    this(keep, KeepTies.FIRST, patience, tol);
  }
}
