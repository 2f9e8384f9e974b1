package org.lockstep.spark.run;

/** What to do where the output directory holds a run. */
public enum IfThere {
  /** Leave it alone and say so. */
  REFUSE,
  /** Replace it. */
  REPLACE,
  /** Go on with it. */
  RESUME
}
