package org.lockstep.model.optim;

/**
 * Terms that most runs do without. They have separate loops, so that unused terms cost no rule
 * time.
 *
 * <p>sign(W) is computed as {@code max(-1, min(1, W·2²ᵏ))}, with a k that lifts the smallest number
 * above 1: the JIT compiler vectorises that.
 */
final class Terms {
  private static final float LIFT = 0x1p127f;
  private static final double DOUBLE_LIFT = 0x1p1023;

  private Terms() {}

  /** {@code g = scale·G + decay·W + l1·sign(W)}. */
  static void gradient(Step step, float[] theta, float[] sum, float[] g, int from, int to) {
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float l1 = (float) step.l1();
    for (int i = from; i < to; i++) {
      float sign = Math.max(-1, Math.min(1, theta[i] * LIFT * LIFT));
      g[i] = scale * sum[i] + decay * theta[i] + l1 * sign;
    }
  }

  /** {@code g = scale·G + decay·W + l1·sign(W)}. */
  static void gradient(Step step, double[] theta, double[] sum, double[] g, int from, int to) {
    double scale = step.scale();
    double decay = step.decay();
    double l1 = step.l1();
    for (int i = from; i < to; i++) {
      double sign = Math.max(-1, Math.min(1, theta[i] * DOUBLE_LIFT * DOUBLE_LIFT));
      g[i] = scale * sum[i] + decay * theta[i] + l1 * sign;
    }
  }

  /** {@code θ' = θ' - η·λ·θ}: a factor 1 - η·λ, rounded to a float, would be less exact. */
  static void decay(Step step, float[] theta, float[] next, int from, int to) {
    float share = (float) (step.rate() * step.weightDecay());
    for (int i = from; i < to; i++) {
      next[i] -= share * theta[i];
    }
  }

  /** {@code θ' = θ' - η·λ·θ}. */
  static void decay(Step step, double[] theta, double[] next, int from, int to) {
    double share = step.rate() * step.weightDecay();
    for (int i = from; i < to; i++) {
      next[i] -= share * theta[i];
    }
  }
}
