package org.lockstep.model.activation;

import java.util.Optional;

/**
 * {@code z > 0 ? z : slope·z}; derivative {@code slope} for {@code z <= 0}. A is positive exactly
 * where Z is.
 *
 * @param slope in (0, 1)
 */
public record LeakyRelu(double slope) implements Activation {
  public LeakyRelu {
    if (!(slope > 0 && slope < 1)) {
      throw new IllegalArgumentException("a slope of " + slope);
    }
  }

  /** With a slope of 0.01. */
  public LeakyRelu() {
    this(0.01);
  }

  @Override
  public String word() {
    return "leaky-relu";
  }

  @Override
  public Kept kept() {
    return Kept.A;
  }

  @Override
  public boolean isReluFamily() {
    return true;
  }

  @Override
  public Optional<String> constantName() {
    return Optional.of("slope");
  }

  @Override
  public Optional<String> constantRange() {
    return Optional.of("a slope between 0 and 1");
  }

  @Override
  public double constant() {
    return slope;
  }

  @Override
  public Activation withConstant(double value) {
    return new LeakyRelu(value);
  }

  @Override
  public int kinks() {
    return 1;
  }

  @Override
  public int kinksBelow(double a) {
    return a > 0 ? 1 : 0;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    T below = o.multiply(o.constant(slope), o.min(z, o.constant(0)));
    return o.add(o.max(z, o.constant(0)), below);
  }

  @Override
  public void forward(float[] z, int from, int to) {
    float s = (float) slope;
    for (int i = from; i < to; i++) {
      z[i] = Math.max(z[i], 0) + s * Math.min(z[i], 0);
    }
  }

  @Override
  public void forward(double[] z, int from, int to) {
    double s = slope;
    for (int i = from; i < to; i++) {
      z[i] = Math.max(z[i], 0) + s * Math.min(z[i], 0);
    }
  }

  @Override
  public void backward(float[] d, float[] a, int from, int to) {
    Steps.multiplyBySlope(d, a, (float) slope, from, to);
  }

  @Override
  public void backward(double[] d, double[] a, int from, int to) {
    Steps.multiplyBySlope(d, a, slope, from, to);
  }
}
