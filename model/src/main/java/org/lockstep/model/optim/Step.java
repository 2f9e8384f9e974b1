package org.lockstep.model.optim;

/**
 * The numbers of one update. The gradient that the optimizer follows is {@code g = scale·G +
 * decay·W + l1·sign(W)} for weights and {@code g = scale·G} for biases, where G is the sum over the
 * step's rows. Beside that, weights become smaller by {@code η·λ·W}. {@link Regularization#step}
 * makes it.
 *
 * @param scale 1 over the sum of the rows' weights, less where the gradient is clipped
 * @param mean 1 over the sum of the rows' weights; 0 where none weighs
 * @param decay λ₂ of the penalty ½·λ₂·‖W‖², less where the gradient is clipped
 * @param l1 λ₁ of the penalty λ₁·Σ|W|, less where the gradient is clipped
 * @param weightDecay λ of the decay beside the gradient
 * @param rate η
 * @param number t, the number of this update, from 1
 */
public record Step(
    double scale,
    double mean,
    double decay,
    double l1,
    double weightDecay,
    double rate,
    long number) {

  /** A step without a penalty on absolute values, a decay beside the gradient, or clipping. */
  public Step(double scale, double decay, double rate, long number) {
    this(scale, scale, decay, 0, 0, rate, number);
  }

  /** A step along a gradient that is not clipped. */
  public Step(double scale, double decay, double l1, double weightDecay, double rate, long number) {
    this(scale, scale, decay, l1, weightDecay, rate, number);
  }

  /** Whether weights move in another way than biases. */
  boolean decays() {
    return decay != 0 || l1 != 0 || weightDecay != 0;
  }

  /** The same step for biases. */
  Step withoutDecay() {
    return new Step(scale, mean, 0, 0, 0, rate, number);
  }

  /** The same step with another decay beside the gradient. */
  public Step withWeightDecay(double other) {
    return new Step(scale, mean, decay, l1, other, rate, number);
  }

  /** The same step at another rate. */
  Step withRate(double other) {
    return new Step(scale, mean, decay, l1, weightDecay, other, number);
  }

  /** The rule's part of this step where g is computed already. */
  Step ofGradient() {
    return new Step(1, mean, 0, 0, 0, rate, number);
  }
}
