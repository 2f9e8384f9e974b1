package org.lockstep.model.optim;

/**
 * The numbers of one update. The gradient that the optimizer follows is {@code g = scale·G +
 * decay·W} for weights and {@code g = scale·G} for biases, where G is the sum over the step's rows.
 * {@link Regularization#step} makes it.
 *
 * @param scale 1 over the sum of the rows' weights, less where the gradient is clipped
 * @param mean 1 over the sum of the rows' weights; 0 where none weighs
 * @param decay λ, less where the gradient is clipped
 * @param rate η
 * @param number t, the number of this update, from 1
 */
public record Step(double scale, double mean, double decay, double rate, long number) {

  /** A step along a gradient that is not clipped. */
  public Step(double scale, double decay, double rate, long number) {
    this(scale, scale, decay, rate, number);
  }

  /** The same step for biases. */
  Step withoutDecay() {
    return new Step(scale, mean, 0, rate, number);
  }
}
