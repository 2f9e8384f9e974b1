package org.lockstep.model.prepare;

/** What becomes of missing values. */
public enum Missing {
  /** The median of the training rows stands for a missing number. */
  MEDIAN,
  /** The mean of the training rows stands for a missing number. */
  MEAN,
  /** A missing value is an error. */
  REFUSE,
  /** Training leaves rows out that miss a value; what is predicted is filled by the median. */
  DROP_ROWS
}
