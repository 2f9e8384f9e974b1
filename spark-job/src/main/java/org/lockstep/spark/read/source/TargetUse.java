package org.lockstep.spark.read.source;

/** Whether data must come with its target. */
public enum TargetUse {
  /** Training and evaluation: no target is an error. */
  REQUIRED,
  /** Prediction: a target column may be there or not. */
  IF_PRESENT,
  /** Inspection: as before, unless a target is named; every value is counted. */
  PROFILED
}
