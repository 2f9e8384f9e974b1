package org.lockstep.model.math;

/**
 * Clips numbers smoothly to (-3, 3): {@code f(x) = x / sqrt(1 + (x/3)²)}, which is close to x near
 * 0 (D. Holzmüller, L. Grinsztajn, I. Steinwart, "Better by Default", NeurIPS 2024, section 3).
 * Division and square root are correctly rounded on every processor.
 */
public final class SmoothClip {
  private static final double MOST = 1e150; // its square is finite, and f(MOST) is 3

  private SmoothClip() {}

  /** f(x); NaN for NaN. */
  public static double of(double x) {
    double bounded = Math.max(-MOST, Math.min(MOST, x));
    return bounded / Math.sqrt(1 + bounded * bounded / 9);
  }
}
