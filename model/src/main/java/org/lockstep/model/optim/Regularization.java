package org.lockstep.model.optim;

import java.util.List;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;

/**
 * What is done to the mean gradient before the optimizer follows it.
 *
 * @param l2 λ of the penalty ½·λ·‖W‖² on what {@linkplain org.lockstep.model.layer.Role decays}; 0
 *     for none
 * @param clipNorm the largest Euclidean norm of the gradient; infinite for no limit
 */
public record Regularization(double l2, double clipNorm) {

  /** Whether there is a limit on the gradient's norm. */
  public boolean clips() {
    return clipNorm < Double.POSITIVE_INFINITY;
  }

  /** ½·λ·‖W‖² at θ. */
  public double penalty(ParameterLayout layout, FlatVector theta) {
    if (l2 == 0) {
      return 0;
    }
    double sum = 0;
    List<ParameterLayout.Array> arrays = layout.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      ParameterLayout.Array array = arrays.get(i);
      if (array.role().decays()) {
        sum += theta.sumOfSquares(array.offset(), array.end());
      }
    }
    return l2 * sum / 2;
  }

  /**
   * The step from θ along {@code g = G / weight + λ·W}, or along {@code g·clipNorm / ‖g‖} where ‖g‖
   * is larger than the limit.
   *
   * @param sum G, the gradient summed over rows; not read where nothing limits its norm
   * @param weight the sum of the rows' weights; where it is 0, so is G
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
      return new Step(scale, mean, l2, rate, number);
    }
    double norm = norm(layout, theta, sum, scale);
    double shrink = norm > clipNorm ? clipNorm / norm : 1;
    return new Step(shrink * scale, mean, shrink * l2, rate, number);
  }

  /** ‖scale·G + λ·W‖. */
  private double norm(ParameterLayout layout, FlatVector theta, FlatVector sum, double scale) {
    double squares = 0;
    List<ParameterLayout.Array> arrays = layout.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      ParameterLayout.Array array = arrays.get(i);
      if (!array.role().isTrained()) {
        continue;
      }
      double decay = array.role().decays() ? l2 : 0;
      squares += sum.sumOfSquares(scale, decay, theta, array.offset(), array.end());
    }
    return Math.sqrt(squares);
  }
}
