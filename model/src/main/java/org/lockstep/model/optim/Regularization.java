package org.lockstep.model.optim;

import java.util.BitSet;
import java.util.List;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;

/**
 * Changes to the mean gradient before the optimizer uses it, and to the weights directly. Weights
 * are the arrays whose {@linkplain org.lockstep.model.layer.Role role} decays.
 *
 * @param l2 λ₂ of the penalty ½·λ₂·‖W‖²; 0 for none
 * @param l1 λ₁ of the penalty λ₁·Σ|W|; 0 for none
 * @param weightDecay λ of the decay η·λ·W outside the gradient, not part of the loss; 0 for none
 * @param clipNorm the largest Euclidean norm of the gradient; infinite for no limit
 */
public record Regularization(double l2, double l1, double weightDecay, double clipNorm) {

  /** Only the penalty on squares, and a limit on the norm. */
  public Regularization(double l2, double clipNorm) {
    this(l2, 0, 0, clipNorm);
  }

  /** Whether there is a limit on the gradient's norm. */
  public boolean clips() {
    return clipNorm < Double.POSITIVE_INFINITY;
  }

  /** The penalty ½·λ₂·‖W‖² + λ₁·Σ|W| at θ. */
  public double penalty(ParameterLayout layout, FlatVector theta) {
    if (l2 == 0 && l1 == 0) {
      return 0;
    }
    double squares = 0;
    double absolutes = 0;
    List<ParameterLayout.Array> arrays = layout.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      ParameterLayout.Array array = arrays.get(i);
      if (array.role().decays()) {
        squares += l2 == 0 ? 0 : theta.sumOfSquares(array.offset(), array.end());
        absolutes += l1 == 0 ? 0 : theta.sumOfAbsolutes(array.offset(), array.end());
      }
    }
    return l2 * squares / 2 + l1 * absolutes;
  }

  /**
   * Adds one bit per weight, from bit {@code first} on: on which side of 0, the kink of λ₁·|w|, the
   * weight is. Adds nothing without λ₁.
   */
  public void addSides(ParameterLayout layout, FlatVector theta, BitSet sides, int first) {
    if (l1 == 0) {
      return;
    }
    int bit = first;
    for (ParameterLayout.Array array : layout.arrays()) {
      for (int i = array.offset(); array.role().decays() && i < array.end(); i++) {
        sides.set(bit++, theta.get(i) > 0);
      }
    }
  }

  /**
   * The step from θ along {@code g = G / weight + λ₂·W + λ₁·sign(W)}, or along {@code g·clipNorm /
   * ‖g‖} where ‖g‖ is larger than the limit.
   *
   * @param sum G, the gradient summed over rows; not read if nothing limits its norm
   * @param weight the sum of the rows' weights; if it is 0, so is G
   * @param rate η
   * @param number t, from 1
   */
  public Step step(
      ParameterLayout layout,
      FlatVector theta,
      FlatVector sum,
      double weight,
      double rate,
      long number) {
    double scale = weight > 0 ? 1 / weight : 1;
    double mean = weight > 0 ? scale : 0;
    if (!clips()) {
      return new Step(scale, mean, l2, l1, weightDecay, rate, number);
    }
    double norm = norm(layout, theta, sum, scale);
    double shrink = norm > clipNorm ? clipNorm / norm : 1;
    return new Step(shrink * scale, mean, shrink * l2, shrink * l1, weightDecay, rate, number);
  }

  /** ‖scale·G + λ₂·W + λ₁·sign(W)‖. */
  private double norm(ParameterLayout layout, FlatVector theta, FlatVector sum, double scale) {
    double squares = 0;
    List<ParameterLayout.Array> arrays = layout.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      ParameterLayout.Array array = arrays.get(i);
      if (!array.role().isTrained()) {
        continue;
      }
      int from = array.offset();
      int to = array.end();
      if (l1 != 0 && array.role().decays()) {
        squares += sum.sumOfSquares(scale, l2, l1, theta, from, to);
      } else {
        double decay = array.role().decays() ? l2 : 0;
        squares += sum.sumOfSquares(scale, decay, theta, from, to);
      }
    }
    return Math.sqrt(squares);
  }
}
