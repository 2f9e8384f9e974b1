package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.score.Score;

/** A rule by which a step moves θ. */
interface Descent {
  /**
   * Moves θ.
   *
   * @param sum loss and gradient at θ; null if they are {@link #known}
   * @param objective computes the same at any other θ, for a search of the step length
   * @param rate η
   * @param number t, from 1
   * @return false if the next θ would not be finite; θ then stays
   */
  boolean move(Iterate x, GradientSum sum, Objective objective, double rate, long number);

  /** Vectors like θ that must be saved to resume exactly. */
  List<FlatVector> state();

  /** The score at θ, if the latest move has already computed loss and gradient there. */
  default Optional<Score> known() {
    return Optional.empty();
  }

  /** Whether the latest move has found that the loss cannot decrease further. */
  default boolean hasConverged() {
    return false;
  }
}
