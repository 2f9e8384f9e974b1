package org.lockstep.spark.settings;

/** The order in which an epoch visits the rows. */
public enum Shuffle {
  /** Each epoch has its own order. */
  EPOCH,
  /** The order of the data. */
  NONE
}
