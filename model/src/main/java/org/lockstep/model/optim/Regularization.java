package org.lockstep.model.optim;

import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;

/**
 * What is done to the mean gradient before the optimizer sees it.
 *
 * @param l2 λ of the penalty ½·λ·‖W‖² on weights, not biases; 0 for none
 * @param clipNorm the largest Euclidean norm of the gradient; infinite for no limit
 */
public record Regularization(double l2, double clipNorm) {

  /** ½·λ·‖W‖² at θ. */
  public double penalty(ParameterLayout layout, FlatVector theta) {
    if (l2 == 0) {
      return 0;
    }
    double sum = 0;
    for (ParameterLayout.Array w : layout.weights()) {
      sum += theta.sumOfSquares(w.offset(), w.end());
    }
    return l2 * sum / 2;
  }

  /** {@code dW += λ·W}, then {@code g *= clipNorm / ‖g‖} where ‖g‖ is larger. */
  public void apply(ParameterLayout layout, FlatVector theta, FlatVector g) {
    if (l2 != 0) {
      for (ParameterLayout.Array w : layout.weights()) {
        g.addScaled(l2, theta, w.offset(), w.end());
      }
    }
    if (clipNorm < Double.POSITIVE_INFINITY) {
      double norm = Math.sqrt(g.sumOfSquares(0, g.length()));
      if (norm > clipNorm) {
        g.scale(clipNorm / norm);
      }
    }
  }
}
