package org.lockstep.spark.settings;

import org.lockstep.model.optim.Schedule;

/** How a number other than the learning rate changes: it is multiplied by a factor from 0 to 1. */
public enum FactorKind {
  /** It stays the same. */
  CONSTANT,
  /** It falls along half a cosine to 0, by epoch. */
  COSINE,
  /** It stays for half of the steps, then falls along half a cosine to 0. */
  FLAT_COSINE,
  /** It goes through four cycles of cosines, each twice as long as the one before. */
  COSLOG4;

  /**
   * The factor of each step.
   *
   * @param epochs of the run
   * @param stepsPerEpoch of the run
   * @param steps of the run
   */
  public Schedule over(int epochs, long stepsPerEpoch, long steps) {
    return switch (this) {
      case CONSTANT -> new Schedule.Constant(1);
      case COSINE -> new Schedule.Cosine(1, epochs, stepsPerEpoch);
      case FLAT_COSINE -> new Schedule.FlatCosine(1, steps);
      case COSLOG4 -> new Schedule.Coslog4(1, steps);
    };
  }
}
