package org.lockstep.spark.train;

import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;

/** The loss of a step's rows as a function of θ. */
@FunctionalInterface
interface Objective {
  /**
   * Computes loss and gradient, summed over the rows.
   *
   * @return valid until the next call
   */
  GradientSum at(FlatVector theta);
}
