package org.lockstep.spark.settings;

/** How the learning rate changes. */
public enum ScheduleKind {
  /** It stays the same. */
  CONSTANT,
  /** It drops every few epochs. */
  STEP,
  /** It drops each epoch. */
  EXPONENTIAL,
  /** It falls along half a cosine to 0, by epoch. */
  COSINE,
  /** It stays for half of the steps, then falls along half a cosine to 0. */
  FLAT_COSINE,
  /** It goes through four cycles of cosines, each twice as long as the one before. */
  COSLOG4,
  /** It rises for 30 % of the steps, then falls. */
  ONE_CYCLE,
  /** It drops when epochs no longer improve. */
  PLATEAU
}
