package org.lockstep.spark.ml;

/**
 * Setters of the optimizer: rates, schedules and regularization.
 *
 * @param <E> the estimator
 */
public interface OptimizerSetters<E> extends OptimizerParams {

  /**
   * Sets {@link #solver}: the optimizer: sgd, momentum, nesterov, adam, adamw, rmsprop, adagrad or
   * lbfgs.
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

  /** Sets {@link #decay}: the factor of the step, exponential and plateau schedules. */
  @SuppressWarnings("unchecked") // E is this class
  default E setDecay(double value) {
    set(decay(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #decayEvery}: the number of epochs between two drops of the step schedule. */
  @SuppressWarnings("unchecked") // E is this class
  default E setDecayEvery(int value) {
    set(decayEvery(), (Integer) value);
    return (E) this;
  }

  /**
   * Sets {@link #plateauPatience}: the number of epochs without improvement before the plateau
   * schedule drops.
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
   * Sets {@link #momentum}: the share of the velocity that stays, for momentum, nesterov and
   * rmsprop.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setMomentum(double value) {
    set(momentum(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #beta1}: the share of the mean gradient that stays, for adam and adamw. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBeta1(double value) {
    set(beta1(), (Double) value);
    return (E) this;
  }

  /** Sets {@link #beta2}: the share of the mean square that stays, for adam, adamw and rmsprop. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBeta2(double value) {
    set(beta2(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #epsilon}: the constant that keeps the quotient of a step finite, for adam, adamw,
   * rmsprop and adagrad.
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

  /**
   * Sets {@link #weightDecay}: λ of the weight decay; each step subtracts η·λ·W from the weights.
   */
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

  /** Sets {@link #history}: the number of latest steps from which lbfgs estimates the curvature. */
  @SuppressWarnings("unchecked") // E is this class
  default E setHistory(int value) {
    set(history(), (Integer) value);
    return (E) this;
  }
}
