package org.lockstep.model.prepare;

/** How missing values are treated. */
public enum Missing {
  /** The median of the training rows replaces a missing number. */
  MEDIAN,
  /** The mean of the training rows replaces a missing number. */
  MEAN,
  /** A missing value is an error. */
  REFUSE,
  /** Training leaves out rows with a missing value; prediction fills in the median. */
  DROP_ROWS
}
