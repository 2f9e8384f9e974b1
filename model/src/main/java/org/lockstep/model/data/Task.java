package org.lockstep.model.data;

/** What a model predicts. */
public enum Task {
  /** One of several classes. */
  CLASSIFICATION,
  /** One of two classes, by one probability: that of the second. */
  BINARY,
  /** One or more numbers. */
  REGRESSION
}
