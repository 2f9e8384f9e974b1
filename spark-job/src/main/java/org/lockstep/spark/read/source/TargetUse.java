package org.lockstep.spark.read.source;

/** Whether data must come with its target. */
public enum TargetUse {
  /** Training and evaluation: no target is an error. */
  REQUIRED,
  /** Prediction: a target column is optional. */
  IF_PRESENT,
  /** Inspection: a target column is optional, unless one is named; every value is counted. */
  PROFILED
}
