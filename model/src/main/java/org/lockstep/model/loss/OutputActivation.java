package org.lockstep.model.loss;

/** The function of the last layer. */
public enum OutputActivation {
  /** A probability for each class, one in all. */
  SOFTMAX,
  /** Each output by itself, between 0 and 1. */
  SIGMOID,
  /** None. */
  LINEAR,
  /** {@code exp z}: a positive number. */
  EXP
}
