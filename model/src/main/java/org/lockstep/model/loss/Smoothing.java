package org.lockstep.model.loss;

/**
 * Label smoothing: a share ε of each target is spread evenly over all classes, or over 0 and 1
 * where each output is a separate probability.
 */
final class Smoothing {
  static final String NAME = "label_smoothing";
  static final String RANGE = "a label smoothing of at least 0 and less than 1";

  private Smoothing() {}

  static void check(double smoothing) {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("a label smoothing of " + smoothing);
    }
  }

  /**
   * {@code a -= (1-ε)·y + ε/K}: dZ of a cross-entropy.
   *
   * @param classes K; 2 where each output is a separate probability
   */
  static void subtractTargets(double[] a, double[] y, int length, double smoothing, int classes) {
    double share = smoothing / classes;
    for (int i = 0; i < length; i++) {
      a[i] -= (1 - smoothing) * y[i] + share;
    }
  }
}
