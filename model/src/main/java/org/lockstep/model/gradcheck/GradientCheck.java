package org.lockstep.model.gradcheck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * Compares a gradient with differences of the loss, parameter by parameter:
 *
 * <pre>
 *   n = (8·(L(θ+h) - L(θ-h)) - (L(θ+2h) - L(θ-2h))) / 12h     error h⁴·|L⁽⁵⁾| / 30
 *   δ = 10·ε·max(1, |L|) / h                                  the effect on n of rounding L
 *   e = |a - n| / max(|a| + |n|, δ / 1e-6)
 * </pre>
 *
 * where a is the gradient's element and ε = 2⁻⁵². The relative error e is the usual one (Stanford's
 * CS231n, notes on gradient checks) for derivatives that differences resolve to six digits. Smaller
 * ones, including exact zeros, must agree up to rounding. The differences are the fourth-order ones
 * of B. Fornberg, "Generation of finite difference formulas", Math. Comp. 51, 1988.
 *
 * <p>The step h begins at 1e-3·max(1, |θ|), where rounding matters least. As long as the two
 * disagree it shrinks by factors of ten, down to 1e-6·max(1, |θ|), because a strongly curved loss
 * needs a small step. The best agreement counts: a wrong gradient agrees at no step. If a kink of
 * an activation, of the loss or of the penalty λ₁ lies between θ-2h and θ+2h, the difference means
 * nothing and smaller steps are tried. An element with a kink at every step is counted rather than
 * compared.
 */
public final class GradientCheck {
  /** The largest relative error of a correct gradient. */
  public static final double TOLERANCE = 1e-6;

  private static final double EPSILON = 0x1p-52;
  private static final double LARGEST_STEP = 1e-3;
  private static final int STEPS = 4; // 1e-3 to 1e-6
  private static final double GOOD = TOLERANCE / 100;

  private final DifferentiableLoss loss;
  private final FlatVector theta;
  private final FlatVector gradient;
  private final double value;
  private final BitSet piece;

  private GradientCheck(DifferentiableLoss loss, FlatVector theta) {
    if (theta.precision() != Precision.DOUBLE) {
      throw new IllegalArgumentException("differences need double precision");
    }
    this.loss = loss;
    this.theta = theta;
    this.gradient = loss.gradient(theta);
    this.value = loss.value(theta);
    this.piece = loss.piece(theta);
  }

  /**
   * Checks the gradient at θ.
   *
   * @param theta changed during the check and restored afterwards
   * @param samples how many elements of each array to compare, chosen at random; all if the array
   *     has no more
   * @param seed of that choice
   * @return one result for each array that has a gradient, in the order of the layout
   */
  public static List<ArrayCheck> run(
      DifferentiableLoss loss, FlatVector theta, int samples, long seed) {
    GradientCheck check = new GradientCheck(loss, theta);
    List<ArrayCheck> checks = new ArrayList<>();
    for (ParameterLayout.Array array : loss.layout().arrays()) {
      if (!array.role().isTrained()) {
        continue;
      }
      RandomStream random = new RandomStream(Purpose.CHECKED_PARAMETERS, seed, checks.size(), 0, 0);
      checks.add(check.check(array, sample(array.length(), samples, random)));
    }
    return checks;
  }

  /**
   * Draws {@code most} of 0..n-1, or all, each equally likely (R. Floyd, in J. Bentley's column,
   * CACM 30, 1987).
   */
  private static Set<Integer> sample(int n, int most, RandomStream random) {
    Set<Integer> chosen = new TreeSet<>();
    for (int j = Math.max(0, n - most); j < n; j++) {
      int t = (int) random.nextLong(j + 1L);
      chosen.add(chosen.contains(t) ? j : t);
    }
    return chosen;
  }

  private ArrayCheck check(ParameterLayout.Array array, Set<Integer> chosen) {
    int checked = 0;
    Difference worst = new Difference(0, 0);
    int worstIndex = 0;
    for (int index : chosen) {
      Difference difference = difference(array.offset() + index);
      if (difference == null) {
        continue;
      }
      if (checked == 0 || !(difference.error <= worst.error)) { // NaN is worst of all
        worst = difference;
        worstIndex = index;
      }
      checked++;
    }
    return new ArrayCheck(
        array,
        checked,
        chosen.size() - checked,
        worst.error,
        worstIndex,
        gradient.get(array.offset() + worstIndex),
        worst.numerical);
  }

  /** A numerical derivative and its relative error. */
  private record Difference(double numerical, double error) {}

  /** The best agreement over the steps, or null if the loss has a kink at every step. */
  private Difference difference(int i) {
    double analytic = gradient.get(i);
    double h = LARGEST_STEP * Math.max(1, Math.abs(theta.get(i)));
    Difference best = null;
    for (int attempt = 0; attempt < STEPS; attempt++) {
      double numerical = numerical(i, h);
      if (!Double.isNaN(numerical)) {
        double rounding = 10 * EPSILON * Math.max(1, Math.abs(value)) / h;
        double size = Math.max(Math.abs(analytic) + Math.abs(numerical), rounding / TOLERANCE);
        double error = Math.abs(analytic - numerical) / size;
        // A NaN gradient is wrong, not a point without a derivative.
        error = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        if (best == null || error < best.error) {
          best = new Difference(numerical, error);
        }
        if (best.error <= GOOD) {
          return best;
        }
      }
      h /= 10;
    }
    return best;
  }

  /** The difference, or NaN if the loss is not smooth between its points. */
  private double numerical(int i, double h) {
    double saved = theta.get(i);
    try {
      double[] values = new double[4];
      double[] offsets = {h, -h, 2 * h, -2 * h};
      for (int k = 0; k < offsets.length; k++) {
        theta.set(i, saved + offsets[k]);
        values[k] = loss.value(theta);
        if (!loss.piece(theta).equals(piece)) {
          return Double.NaN;
        }
      }
      return (8 * (values[0] - values[1]) - (values[2] - values[3])) / (12 * h);
    } finally {
      theta.set(i, saved);
    }
  }
}
