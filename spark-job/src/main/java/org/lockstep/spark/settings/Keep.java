package org.lockstep.spark.settings;

/** Which epoch's weights a run ends with. */
public enum Keep {
  /** The last one's. */
  LAST,
  /** The one's with the lowest validation loss. */
  BEST_LOSS,
  /** The one's with the highest validation accuracy (R² for regression). */
  BEST_ACCURACY
}
