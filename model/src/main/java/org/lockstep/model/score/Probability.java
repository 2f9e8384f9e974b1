package org.lockstep.model.score;

/** What an output of a network says of a class or a label, as a probability. */
public final class Probability {
  private Probability() {}

  /**
   * The probability that an output stands for: itself from 0 to 1, else the nearest of the two. The
   * outputs of a linear layer may lie beyond.
   *
   * @return NaN for NaN
   */
  public static double of(double output) {
    return Math.max(0, Math.min(1, output));
  }

  /** Whether a label of this output is predicted. */
  public static boolean applies(double output) {
    return output > 0.5;
  }
}
