package org.lockstep.model.score;

/** Reads a network's output for a class or a label as a probability. */
public final class Probability {
  private Probability() {}

  /**
   * The probability of an output: the output clamped to [0, 1]. The outputs of a linear layer may
   * lie outside.
   *
   * @return NaN for NaN
   */
  public static double of(double output) {
    return Math.max(0, Math.min(1, output));
  }

  /** Whether a label with this output is predicted. */
  public static boolean applies(double output) {
    return output > 0.5;
  }
}
