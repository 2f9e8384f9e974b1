package org.lockstep.model.activation;

import java.util.Optional;
import org.lockstep.model.kernel.Functions;

/**
 * {@code z > 0 ? z : α·(e^z - 1)}; derivative {@code A > 0 ? 1 : A + α}. D.-A. Clevert et al., ICLR
 * 2016.
 *
 * @param alpha α, greater than 0
 */
public record Elu(double alpha) implements BlockActivation {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  public Elu {
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("an alpha of " + alpha);
    }
  }

  /** With α = 1. */
  public Elu() {
    this(1);
  }

  @Override
  public String word() {
    return "elu";
  }

  @Override
  public Kept kept() {
    return Kept.A;
  }

  @Override
  public Optional<String> constantName() {
    return Optional.of("alpha");
  }

  @Override
  public Optional<String> constantRange() {
    return Optional.of("an alpha greater than 0");
  }

  @Override
  public double constant() {
    return alpha;
  }

  @Override
  public Activation withConstant(double value) {
    return new Elu(value);
  }

  @Override
  public int kinks() {
    return alpha == 1 ? 0 : 1; // the derivative is α below 0, and 1 above
  }

  @Override
  public int kinksBelow(double a) {
    return a > 0 ? kinks() : 0;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    T negative = o.add(o.exp(o.min(z, o.constant(0))), o.constant(-1));
    return o.add(o.max(z, o.constant(0)), o.multiply(o.constant(alpha), negative));
  }

  @Override
  public void forward(float[] z, int from, int n, float[] s, float[] t) {
    forward(z, from, n, s, 1, alpha);
  }

  @Override
  public void forward(double[] z, int from, int n, double[] s, double[] t) {
    forward(z, from, n, s, 1, alpha);
  }

  @Override
  public void backward(float[] d, float[] a, int from, int n, float[] s, float[] t) {
    backward(d, a, from, n, s, 1, alpha);
  }

  @Override
  public void backward(double[] d, double[] a, int from, int n, double[] s, double[] t) {
    backward(d, a, from, n, s, 1, alpha);
  }

  /** {@code z > 0 ? λ·z : λ·α·(e^z - 1)} for the elements [from, from + n). */
  static void forward(float[] z, int from, int n, float[] s, double lambda, double alpha) {
    float above = (float) lambda;
    float below = (float) (lambda * alpha);
    for (int i = 0; i < n; i++) {
      s[i] = Math.min(z[from + i], 0);
    }
    FUNCTIONS.expm1(s, 0, n);
    for (int i = 0; i < n; i++) {
      z[from + i] = above * Math.max(z[from + i], 0) + below * s[i];
    }
  }

  /** {@code d = d·(A > 0 ? λ : A + λ·α)} for the elements [from, from + n). */
  static void backward(
      float[] d, float[] a, int from, int n, float[] s, double lambda, double alpha) {
    float above = (float) lambda;
    float below = (float) (lambda * alpha);
    Steps.above(a, from, n, s);
    for (int i = 0; i < n; i++) {
      d[from + i] *= s[i] * above + (1 - s[i]) * (below + Math.min(a[from + i], 0));
    }
  }

  /** {@code z > 0 ? λ·z : λ·α·(e^z - 1)} for the elements [from, from + n). */
  static void forward(double[] z, int from, int n, double[] s, double lambda, double alpha) {
    double above = lambda;
    double below = lambda * alpha;
    for (int i = 0; i < n; i++) {
      s[i] = Math.min(z[from + i], 0);
    }
    FUNCTIONS.expm1(s, 0, n);
    for (int i = 0; i < n; i++) {
      z[from + i] = above * Math.max(z[from + i], 0) + below * s[i];
    }
  }

  /** {@code d = d·(A > 0 ? λ : A + λ·α)} for the elements [from, from + n). */
  static void backward(
      double[] d, double[] a, int from, int n, double[] s, double lambda, double alpha) {
    double above = lambda;
    double below = lambda * alpha;
    Steps.above(a, from, n, s);
    for (int i = 0; i < n; i++) {
      d[from + i] *= s[i] * above + (1 - s[i]) * (below + Math.min(a[from + i], 0));
    }
  }
}
