package org.lockstep.model.loss;

import org.lockstep.model.kernel.Functions;

/**
 * {@code a = exp z}, {@code L = Σ a - y·z}: the negative log-likelihood of counts y under a Poisson
 * distribution with mean a, without {@code log y!}, which does not depend on the parameters; {@code
 * dZ = a - y}. P. McCullagh and J. Nelder, "Generalized Linear Models", 1989. Beyond a logit of
 * 709, a and L are infinite.
 */
public record ExpPoisson() implements OutputLoss {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  @Override
  public String word() {
    return "exp-poisson";
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.EXP;
  }

  @Override
  public void forwardRows(
      double[] z, double[] y, int rows, int outputs, double[] losses, double[] work) {
    int length = rows * outputs;
    System.arraycopy(z, 0, work, 0, length);
    FUNCTIONS.exp(z, 0, length);
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = i * outputs; j < (i + 1) * outputs; j++) {
        sum += z[j] - y[j] * work[j];
      }
      losses[i] = sum;
    }
  }
}
