package org.lockstep.spark.settings;

/** What to do when the loss or gradient is no longer finite. */
public enum OnNan {
  /** End with the last good weights. */
  STOP,
  /** Go back to the last checkpoint with half the learning rate, a limited number of times. */
  ROLLBACK
}
