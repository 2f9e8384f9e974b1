package org.lockstep.model.optim;

/**
 * The numbers of one update. The gradient that the optimizer follows is {@code g = scale·G +
 * decay·W + l1·sign(W)} for weights and {@code g = scale·G} for biases, where G is the sum over the
 * step's rows. In addition, weights shrink by {@code η·λ·W}. {@link Regularization#step} makes a
 * step.
 *
 * @param scale 1 over the sum of the rows' weights, smaller if the gradient is clipped
 * @param mean 1 over the sum of the rows' weights; 0 if all weights are 0
 * @param decay λ₂ of the penalty ½·λ₂·‖W‖², smaller if the gradient is clipped
 * @param l1 λ₁ of the penalty λ₁·Σ|W|, smaller if the gradient is clipped
 * @param weightDecay λ of the decay outside the gradient
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

  /** A step without a penalty on absolute values, a decay outside the gradient, or clipping. */
  public Step(double scale, double decay, double rate, long number) {
    this(scale, scale, decay, 0, 0, rate, number);
  }

  /** A step along a gradient that is not clipped. */
  public Step(double scale, double decay, double l1, double weightDecay, double rate, long number) {
    this(scale, scale, decay, l1, weightDecay, rate, number);
  }

  /** Whether weights are updated differently from biases. */
  boolean decays() {
    return decay != 0 || l1 != 0 || weightDecay != 0;
  }

  /** The same step for biases. */
  Step withoutDecay() {
    return new Step(scale, mean, 0, 0, 0, rate, number);
  }

  /** The same step with another decay outside the gradient. */
  public Step withWeightDecay(double other) {
    return new Step(scale, mean, decay, l1, other, rate, number);
  }

  /** The same step at another rate. */
  Step withRate(double other) {
    return new Step(scale, mean, decay, l1, weightDecay, other, number);
  }

  /** The rule's part of this step, for a g that is already computed. */
  Step ofGradient() {
    return new Step(1, mean, 0, 0, 0, rate, number);
  }
}
