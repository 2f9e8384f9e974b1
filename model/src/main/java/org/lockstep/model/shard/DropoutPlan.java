package org.lockstep.model.shard;

import java.io.Serializable;
import org.lockstep.model.optim.Schedule;

/**
 * How dropout masks are drawn.
 *
 * @param seed of the masks
 * @param factor of the dropout probabilities, by step
 */
public record DropoutPlan(long seed, Schedule factor) implements Serializable {

  /** Constant dropout. */
  public DropoutPlan(long seed) {
    this(seed, new Schedule.Constant(1));
  }
}
