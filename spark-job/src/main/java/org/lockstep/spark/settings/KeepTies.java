package org.lockstep.spark.settings;

/** Which of several equally good epochs counts as the best. */
public enum KeepTies {
  /** The first of them. */
  FIRST,
  /** The last of them. */
  LAST
}
