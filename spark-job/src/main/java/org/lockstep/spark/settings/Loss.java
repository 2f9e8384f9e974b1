package org.lockstep.spark.settings;

/** What is minimised. */
public enum Loss {
  /** -Σ y·log(p). */
  CROSS_ENTROPY,
  /** Half of the square. */
  SQUARED_ERROR
}
