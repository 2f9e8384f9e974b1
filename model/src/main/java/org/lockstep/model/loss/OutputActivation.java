package org.lockstep.model.loss;

/** The activation of the last layer. */
public enum OutputActivation {
  /** A probability for each class; together they sum to 1. */
  SOFTMAX,
  /** Each output on its own, between 0 and 1. */
  SIGMOID,
  /** None. */
  LINEAR,
  /** {@code exp z}: a positive number. */
  EXP
}
