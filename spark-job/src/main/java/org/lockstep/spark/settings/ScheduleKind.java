package org.lockstep.spark.settings;

/** How the learning rate changes, by epoch. */
public enum ScheduleKind {
  /** It does not. */
  CONSTANT,
  /** It drops every few epochs. */
  STEP,
  /** It drops each epoch. */
  EXPONENTIAL,
  /** It falls along half a cosine to 0. */
  COSINE
}
