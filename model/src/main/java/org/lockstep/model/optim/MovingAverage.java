package org.lockstep.model.optim;

import java.util.List;
import org.lockstep.model.math.DoubleVector;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.FloatVector;
import org.lockstep.model.network.ParameterLayout;

/**
 * The exponential moving average of θ: {@code θ̄ = D·θ̄ + (1-D)·θ} after each step, and {@code θ̄ =
 * θ} after the first (B. Polyak and A. Juditsky, SIAM J. Control Optim. 30, 1992; PyTorch's
 * AveragedModel with {@code get_ema_avg_fn}). So θ₀, which is random, does not contribute. The
 * statistics that layers observe are copied.
 *
 * @param decay D, in (0, 1)
 */
public record MovingAverage(double decay) {
  public MovingAverage {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException("an average with decay " + decay);
    }
  }

  /**
   * Computes the elements [from, to) of the next average.
   *
   * @param theta θ after the step
   * @param average θ̄ before it
   * @param next θ̄ after it, overwritten
   * @param number of the step, from 1
   */
  public void update(
      ParameterLayout layout,
      FlatVector theta,
      FlatVector average,
      FlatVector next,
      long number,
      int from,
      int to) {
    List<ParameterLayout.Array> arrays = layout.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      ParameterLayout.Array array = arrays.get(i);
      int start = Math.max(from, array.offset());
      int end = Math.min(to, array.end());
      if (start >= end) {
        continue;
      }
      boolean copies = number == 1 || !array.role().isTrained();
      if (theta instanceof FloatVector floats) {
        average(copies, floats, (FloatVector) average, (FloatVector) next, start, end);
      } else {
        average(
            copies, (DoubleVector) theta, (DoubleVector) average, (DoubleVector) next, start, end);
      }
    }
  }

  private void average(
      boolean copies, FloatVector theta, FloatVector average, FloatVector next, int from, int to) {
    if (copies) {
      System.arraycopy(theta.array(), from, next.array(), from, to - from);
      return;
    }
    float old = (float) decay;
    float share = (float) (1 - decay);
    float[] x = theta.array();
    float[] mean = average.array();
    float[] result = next.array();
    for (int i = from; i < to; i++) {
      result[i] = old * mean[i] + share * x[i];
    }
  }

  private void average(
      boolean copies,
      DoubleVector theta,
      DoubleVector average,
      DoubleVector next,
      int from,
      int to) {
    if (copies) {
      System.arraycopy(theta.array(), from, next.array(), from, to - from);
      return;
    }
    double share = 1 - decay;
    double[] x = theta.array();
    double[] mean = average.array();
    double[] result = next.array();
    for (int i = from; i < to; i++) {
      result[i] = decay * mean[i] + share * x[i];
    }
  }
}
