package org.lockstep.spark.train;

import org.lockstep.model.math.FlatVector;

/**
 * θ, and θ before its latest update, at which the loss was finite. They alternate between two
 * vectors.
 */
final class Iterate {
  private FlatVector theta;
  private FlatVector last;

  /** Starts with this θ, using its memory and a second vector. */
  Iterate(FlatVector theta) {
    this.theta = theta;
    this.last = theta.copy();
  }

  /** θ. */
  FlatVector theta() {
    return theta;
  }

  /** θ before its latest update; equal to θ before the first. The next θ overwrites it. */
  FlatVector last() {
    return last;
  }

  /** Makes the next θ, now complete, the current one. */
  void advance() {
    FlatVector next = last;
    last = theta;
    theta = next;
  }

  /**
   * Discards the next θ, which is spoilt: θ, at which the loss was finite, is the last good one.
   */
  void spoil() {
    last = theta;
  }
}
