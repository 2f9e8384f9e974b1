package org.lockstep.spark.settings;

/** How much classes weigh, where that is not left to their rows. */
public enum ClassWeights {
  /** All the same, however many rows they have. */
  BALANCED
}
