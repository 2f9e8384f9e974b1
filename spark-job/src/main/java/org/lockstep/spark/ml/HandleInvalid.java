package org.lockstep.spark.ml;

/** What to do with rows whose features are null, NaN or infinite. */
enum HandleInvalid {
  /** Refuse them, naming the first. */
  ERROR,
  /** Leave them out, and report once how many there were. */
  SKIP,
  /** Leave them out of a fit; keep them without a prediction in a transformation. */
  KEEP
}
