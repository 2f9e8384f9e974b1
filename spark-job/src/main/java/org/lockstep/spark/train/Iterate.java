package org.lockstep.spark.train;

import org.lockstep.model.math.FlatVector;

/** θ, and θ before its latest update, where the loss was finite. They take turns in two vectors. */
final class Iterate {
  private FlatVector theta;
  private FlatVector last;

  /** Begins with this θ, in its memory and one of its own. */
  Iterate(FlatVector theta) {
    this.theta = theta;
    this.last = theta.copy();
  }

  /** θ. */
  FlatVector theta() {
    return theta;
  }

  /** θ before its latest update; the same as θ before the first. The next θ is written over it. */
  FlatVector last() {
    return last;
  }

  /** The next θ is there, whole. */
  void advance() {
    FlatVector next = last;
    last = theta;
    theta = next;
  }

  /** The next θ is spoilt: θ, at which the loss was finite, is the last that is good. */
  void spoil() {
    last = theta;
  }
}
