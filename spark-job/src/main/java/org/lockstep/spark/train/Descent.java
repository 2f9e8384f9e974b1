package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.score.Score;

/** How θ moves in a step. */
interface Descent {
  /**
   * Moves θ.
   *
   * @param sum loss and gradient at θ; null where they are {@link #known}
   * @param objective the same at any other place, for whoever looks for the length of the step
   * @param rate η
   * @param number t, from 1
   * @return false where the next θ would not be finite: then θ stays
   */
  boolean move(Iterate x, GradientSum sum, Objective objective, double rate, long number);

  /** Vectors like θ that must be kept to go on exactly. */
  List<FlatVector> state();

  /** The score at θ, where the latest move has asked for loss and gradient there. */
  default Optional<Score> known() {
    return Optional.empty();
  }

  /** Whether the latest move has found that there is nothing more to gain. */
  default boolean hasConverged() {
    return false;
  }
}
