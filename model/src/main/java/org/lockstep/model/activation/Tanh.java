package org.lockstep.model.activation;

/** Hyperbolic tangent; derivative {@code 1 - A²}. */
public record Tanh() implements Activation {

  // tanh x = x·P(x²) / Q(x²), for |x| up to where it rounds to 1: the rational minimax
  // approximation of Eigen's generic_fast_tanh_float. The error is at most 4e-7, absolute and
  // relative; that of the sigmoid computed with it is at most 2e-7, absolute.
  private static final float RANGE = 9;
  private static final float P1 = 0.0048935246f;
  private static final float P3 = 6.3726195e-4f;
  private static final float P5 = 1.48572235e-5f;
  private static final float P7 = 5.1222973e-8f;
  private static final float P9 = -8.604672e-11f;
  private static final float P11 = 2.000188e-13f;
  private static final float P13 = -2.7607684e-16f;
  private static final float Q0 = 0.004893525f;
  private static final float Q2 = 0.0022684347f;
  private static final float Q4 = 1.1853471e-4f;
  private static final float Q6 = 1.1982584e-6f;

  // tanh x = x + x³·P(x²) / Q(x²) for |x| below 0.625: Cephes, tanh.c (S. Moshier).
  private static final double SMALL = 0.625;
  private static final double SMALL_P0 = -0.9643991794250523;
  private static final double SMALL_P1 = -99.28772310019185;
  private static final double SMALL_P2 = -1614.6876844170845;
  private static final double SMALL_Q0 = 112.81167849163293;
  private static final double SMALL_Q1 = 2235.4883906010045;
  private static final double SMALL_Q2 = 4844.063053251255;

  @Override
  public String word() {
    return "tanh";
  }

  @Override
  public Kept kept() {
    return Kept.A;
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public void forward(float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = of(z[i]);
    }
  }

  @Override
  public void forward(double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = of(z[i]);
    }
  }

  @Override
  public void backward(float[] d, float[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      d[i] *= 1 - a[i] * a[i];
    }
  }

  @Override
  public void backward(double[] d, double[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      d[i] *= 1 - a[i] * a[i];
    }
  }

  static float of(float z) {
    float x = Math.max(-RANGE, Math.min(RANGE, z));
    float y = x * x;
    float p = ((((((P13 * y + P11) * y + P9) * y + P7) * y + P5) * y + P3) * y + P1) * x;
    float q = ((Q6 * y + Q4) * y + Q2) * y + Q0;
    return Math.max(-1, Math.min(1, p / q));
  }

  /** The JDK's own is right to the last digit, and ten times as slow. */
  private static double of(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < SMALL) {
      double y = x * x;
      double p = (SMALL_P0 * y + SMALL_P1) * y + SMALL_P2;
      double q = ((y + SMALL_Q0) * y + SMALL_Q1) * y + SMALL_Q2;
      return x + x * y * (p / q);
    }
    return Math.copySign(1 - 2 / (Math.exp(2 * magnitude) + 1), x);
  }
}
