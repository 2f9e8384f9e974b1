package org.lockstep.spark.ml;

/** What to do with rows whose features are null, NaN or infinite. */
enum HandleInvalid {
  /** Refuse them, naming the first. */
  ERROR,
  /** Leave them out, and say once how many they were. */
  SKIP,
  /** Leave them out of a fit; have them without a prediction in a transformation. */
  KEEP
}
