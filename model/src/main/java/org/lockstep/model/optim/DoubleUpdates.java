package org.lockstep.model.optim;

/**
 * The loops of the optimizers in double precision, and nothing else; {@link Optimizer} has the
 * formulas with their sources, {@link FloatUpdates} the same loops in single precision.
 *
 * <p>The JIT compiler turns each into vector instructions. That is why every array is read and
 * written at the plain loop index, with no branch and no method call per element; and why constants
 * are rounded to the arrays' type before the loop.
 */
final class DoubleUpdates {
  private DoubleUpdates() {}

  static void sgd(Step step, double[] theta, double[] sum, double[] next, int from, int to) {
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      next[i] = theta[i] - rate * g;
    }
  }

  static void momentum(
      Step step,
      double mu,
      double[] theta,
      double[] sum,
      double[] v,
      double[] next,
      int from,
      int to) {
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      double velocity = mu * v[i] + g;
      v[i] = velocity;
      next[i] = theta[i] - rate * velocity;
    }
  }

  static void nesterov(
      Step step,
      double mu,
      double[] theta,
      double[] sum,
      double[] v,
      double[] next,
      int from,
      int to) {
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      double velocity = mu * v[i] + g;
      v[i] = velocity;
      next[i] = theta[i] - rate * (g + mu * velocity);
    }
  }

  static void adam(
      Step step,
      Optimizer.Adam adam,
      double[] theta,
      double[] sum,
      double[] m,
      double[] v,
      double[] next,
      int from,
      int to) {
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    double beta1 = adam.beta1();
    double beta2 = adam.beta2();
    double rest1 = 1 - adam.beta1();
    double rest2 = 1 - adam.beta2();
    double epsilon = adam.epsilon();
    double t = (double) step.number();
    double correction1 = 1 / (1 - Math.pow(adam.beta1(), t));
    double correction2 = 1 / (1 - Math.pow(adam.beta2(), t));
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      double mean = beta1 * m[i] + rest1 * g;
      double square = beta2 * v[i] + rest2 * g * g;
      m[i] = mean;
      v[i] = square;
      double root = Math.sqrt(correction2 * square);
      next[i] = theta[i] - rate * (correction1 * mean / (root + epsilon));
    }
  }
}
