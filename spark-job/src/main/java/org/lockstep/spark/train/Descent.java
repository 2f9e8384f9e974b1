package org.lockstep.spark.train;

import java.util.List;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;

/** How θ moves in a step. */
interface Descent {
  /**
   * Moves θ.
   *
   * @param sum loss and gradient at θ
   * @param objective the same at any other place, for whoever looks for the length of the step
   * @param rate η
   * @param number t, from 1
   * @return false where the next θ would not be finite: then θ stays
   */
  boolean move(Iterate x, GradientSum sum, Objective objective, double rate, long number);

  /** Vectors like θ that must be kept to go on exactly. */
  List<FlatVector> state();
}
