package org.lockstep.model.optim;

import org.lockstep.model.text.Words;

/** A constant of optimizers that users may choose. */
public enum Constant {
  /** μ, the share of the velocity that is kept. */
  MOMENTUM,
  /** β₁, the share of the mean gradient that is kept. */
  BETA1,
  /** β₂, the share of the mean squared gradient that is kept; PyTorch's rmsprop calls it α. */
  BETA2,
  /** ε, which keeps a quotient finite. */
  EPSILON;

  /** Checks a value: ε is positive and finite, a share is at least 0 and less than 1. */
  void check(double value) {
    boolean fits =
        this == EPSILON ? value > 0 && value < Double.POSITIVE_INFINITY : value >= 0 && value < 1;
    if (!fits) {
      throw new IllegalArgumentException(Words.of(this) + " of " + value);
    }
  }
}
