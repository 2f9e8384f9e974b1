package org.lockstep.spark.ml;

/**
 * Sets the optimizer: rates, schedules and regularization.
 *
 * @param <E> the estimator
 */
public interface OptimizerSetters<E> extends OptimizerParams {

  /**
   * Sets {@link #solver}: the optimizer: sgd, momentum, nesterov, adam, adamw, rmsprop or adagrad.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setSolver(String value) {
    set(solver(), value);
    return (E) this;
  }

  /** Sets {@link #stepSize}: the learning rate. */
  @SuppressWarnings("unchecked") // E is this class
  default E setStepSize(double value) {
    set(stepSize(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #schedule}: how the learning rate changes: constant, step, exponential, cosine,
   * flat-cosine, coslog4, one-cycle or plateau.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setSchedule(String value) {
    set(schedule(), value);
    return (E) this;
  }

  /** Sets {@link #decay}: the factor of the schedules step, exponential and plateau. */
  @SuppressWarnings("unchecked") // E is this class
  default E setDecay(double value) {
    set(decay(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #decayEvery}: epochs between two drops of the schedule step. */
  @SuppressWarnings("unchecked") // E is this class
  default E setDecayEvery(int value) {
    set(decayEvery(), (Integer) value);
    return (E) this;
  }

  /**
   * Sets {@link #plateauPatience}: epochs that may be no better before the schedule plateau drops.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setPlateauPatience(int value) {
    set(plateauPatience(), (Integer) value);
    return (E) this;
  }

  /**
   * Sets {@link #warmUp}: epochs, or a fraction of one, in which the learning rate grows to its
   * full size.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setWarmUp(double value) {
    set(warmUp(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #weightDecaySchedule}: how the weight decay changes: constant, cosine, flat-cosine
   * or coslog4.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setWeightDecaySchedule(String value) {
    set(weightDecaySchedule(), value);
    return (E) this;
  }

  /**
   * Sets {@link #dropoutSchedule}: how the probability of dropout changes: constant, cosine,
   * flat-cosine or coslog4.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setDropoutSchedule(String value) {
    set(dropoutSchedule(), value);
    return (E) this;
  }

  /**
   * Sets {@link #momentum}: the share of the velocity that stays, of momentum, nesterov and
   * rmsprop.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setMomentum(double value) {
    set(momentum(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #beta1}: the share of the mean gradient that stays, of adam and adamw. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBeta1(double value) {
    set(beta1(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #beta2}: the share of the mean square that stays, of adam, adamw and rmsprop. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBeta2(double value) {
    set(beta2(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #epsilon}: what keeps the quotient of a step finite, of adam, adamw, rmsprop and
   * adagrad.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setEpsilon(double value) {
    set(epsilon(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #regParam}: λ of ½·λ·‖W‖², over weights and not biases. */
  @SuppressWarnings("unchecked") // E is this class
  default E setRegParam(double value) {
    set(regParam(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #l1}: λ of λ·Σ|W|, over weights and not biases. */
  @SuppressWarnings("unchecked") // E is this class
  default E setL1(double value) {
    set(l1(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #weightDecay}: λ of what each step takes from weights, η·λ·W. */
  @SuppressWarnings("unchecked") // E is this class
  default E setWeightDecay(double value) {
    set(weightDecay(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #rateFactors}: factors of the learning rate by array, as in {@code b 0.1, W1 0.5}.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setRateFactors(String value) {
    set(rateFactors(), value);
    return (E) this;
  }

  /** Sets {@link #clipNorm}: the largest Euclidean norm of the mean gradient. */
  @SuppressWarnings("unchecked") // E is this class
  default E setClipNorm(double value) {
    set(clipNorm(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #history}: how many of its latest steps lbfgs estimates the curvature from. */
  @SuppressWarnings("unchecked") // E is this class
  default E setHistory(int value) {
    set(history(), (Integer) value);
    return (E) this;
  }
}
