package org.lockstep.spark.settings;

/** Which of several epochs that are as good is the best. */
public enum KeepTies {
  /** The first of them. */
  FIRST,
  /** The last of them. */
  LAST
}
