package org.lockstep.spark.run;

/** What to do if the output directory already holds a run. */
public enum ExistingOutput {
  /** Leave it alone and fail. */
  REFUSE,
  /** Replace it. */
  REPLACE,
  /** Resume it. */
  RESUME
}
