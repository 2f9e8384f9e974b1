package org.lockstep.model.layer;

import java.io.Serializable;

/** How the elements of an array of parameters start. */
public sealed interface Start extends Serializable {

  /** By the rule that the run chooses: weights at random, biases 0 or at random. */
  record ByRule() implements Start {}

  /** All at one value. */
  record Constant(double value) implements Start {}

  /** Drawn from a normal distribution around 0 with this standard deviation. */
  record Normal(double deviation) implements Start {}

  /** Drawn uniformly from (-bound, bound). */
  record Uniform(double bound) implements Start {}
}
