package org.lockstep.model.optim;

/**
 * The loops of the optimizers in single precision, and nothing else; {@link Optimizer} has the
 * formulas with their sources, {@link DoubleUpdates} the same loops in double precision.
 *
 * <p>The JIT compiler turns each into vector instructions. That is why every array is read and
 * written at the plain loop index, with no branch and no method call per element; and why constants
 * are rounded to the arrays' type before the loop.
 */
final class FloatUpdates {
  private FloatUpdates() {}

  static void sgd(Step step, float[] theta, float[] sum, float[] next, int from, int to) {
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float rate = (float) step.rate();
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      next[i] = theta[i] - rate * g;
    }
  }

  static void momentum(
      Step step, float mu, float[] theta, float[] sum, float[] v, float[] next, int from, int to) {
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float rate = (float) step.rate();
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      float velocity = mu * v[i] + g;
      v[i] = velocity;
      next[i] = theta[i] - rate * velocity;
    }
  }

  static void nesterov(
      Step step, float mu, float[] theta, float[] sum, float[] v, float[] next, int from, int to) {
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float rate = (float) step.rate();
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      float velocity = mu * v[i] + g;
      v[i] = velocity;
      next[i] = theta[i] - rate * (g + mu * velocity);
    }
  }

  static void adam(
      Step step,
      Optimizer.Adam adam,
      float[] theta,
      float[] sum,
      float[] m,
      float[] v,
      float[] next,
      int from,
      int to) {
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float rate = (float) step.rate();
    float beta1 = (float) adam.beta1();
    float beta2 = (float) adam.beta2();
    float rest1 = (float) (1 - adam.beta1());
    float rest2 = (float) (1 - adam.beta2());
    float epsilon = (float) adam.epsilon();
    double t = (double) step.number();
    float correction1 = (float) (1 / (1 - Math.pow(adam.beta1(), t)));
    float correction2 = (float) (1 / (1 - Math.pow(adam.beta2(), t)));
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      float mean = beta1 * m[i] + rest1 * g;
      float square = beta2 * v[i] + rest2 * g * g;
      m[i] = mean;
      v[i] = square;
      float root = (float) Math.sqrt(correction2 * square);
      next[i] = theta[i] - rate * (correction1 * mean / (root + epsilon));
    }
  }
}
