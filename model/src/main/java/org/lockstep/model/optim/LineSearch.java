package org.lockstep.model.optim;

/**
 * Searches a line for a step α that satisfies the strong Wolfe conditions
 *
 * <pre>
 *   φ(α) ≤ φ(0) + c₁·α·φ'(0)          c₁ = 1e-4
 *   |φ'(α)| ≤ c₂·|φ'(0)|              c₂ = 0.9
 * </pre>
 *
 * by algorithms 3.5 and 3.6 of J. Nocedal and S. Wright, "Numerical Optimization", 2006, with cubic
 * interpolation (equation 3.59). A step where φ is not finite is too long.
 *
 * <p>For maintainers: an interpolated step that comes too close to an end of the interval twice in
 * a row is moved away from it, by a tenth, so that the interval shrinks.
 */
public final class LineSearch {
  private static final double DECREASE = 1e-4; // c₁
  private static final double CURVATURE = 0.9; // c₂
  private static final double LEAST_GROWTH = 0.01;
  private static final double MOST_GROWTH = 10;
  private static final double MARGIN = 0.1; // of the interval
  private static final int MOST_TRIALS = 25;

  private final double rounding;
  private Line line;
  private Point start;
  private Point low;
  private Point high;
  private int trials;

  /**
   * A line search.
   *
   * @param rounding relative error of φ: closer values count as equal
   */
  public LineSearch(double rounding) {
    this.rounding = rounding;
  }

  /** φ along a line. */
  public interface Line {
    /** φ and φ' at a step. */
    Point at(double step);
  }

  /**
   * φ and φ' at a step.
   *
   * @param step α
   * @param value φ(α)
   * @param slope φ'(α)
   */
  public record Point(double step, double value, double slope) {
    boolean isFinite() {
      return Double.isFinite(value) && Double.isFinite(slope);
    }
  }

  /**
   * Finds the step.
   *
   * @param origin the point at 0; its slope is negative
   * @param first the step to try first, positive
   * @return the last point that was evaluated, if it satisfies the conditions; otherwise one with
   *     at least a sufficient decrease, which may have been evaluated earlier; otherwise the origin
   */
  public Point search(Line along, Point origin, double first) {
    line = along;
    start = origin;
    trials = 0;
    double end = Double.POSITIVE_INFINITY; // where φ is not finite
    Point before = origin;
    double step = first;
    while (trials < MOST_TRIALS) {
      Point point = at(step);
      if (!point.isFinite()) {
        end = step;
        step = before.step() + MARGIN * (step - before.step());
        continue;
      }
      if (!decreases(point) || (before.step() > 0 && point.value() >= before.value())) {
        return zoom(before, point);
      }
      if (isFlat(point)) {
        return point;
      }
      if (point.slope() >= 0) {
        return zoom(point, before);
      }
      double least = step + LEAST_GROWTH * (step - before.step());
      double most = Math.min(MOST_GROWTH * step, (step + end) / 2);
      step = cubic(before, point, Math.min(least, most), most);
      before = point;
    }
    return before;
  }

  /**
   * Narrows an interval that contains a step with both conditions.
   *
   * @param best the end with the smallest φ of all steps with a sufficient decrease
   */
  private Point zoom(Point best, Point other) {
    low = best;
    high = other;
    boolean wasClose = false;
    while (trials < MOST_TRIALS && !isTooNarrow()) {
      double least = Math.min(low.step(), high.step());
      double most = Math.max(low.step(), high.step());
      double step = cubic(low, high, least, most);
      double margin = MARGIN * (most - least);
      boolean isClose = Math.min(most - step, step - least) < margin;
      if (isClose && (wasClose || step >= most || step <= least)) {
        step = Math.abs(step - most) < Math.abs(step - least) ? most - margin : least + margin;
        isClose = false;
      }
      wasClose = isClose;
      Point point = at(step);
      if (!point.isFinite() || !decreases(point) || point.value() >= low.value()) {
        high = point;
      } else if (isFlat(point)) {
        return point;
      } else {
        if (point.slope() * (high.step() - low.step()) >= 0) {
          high = low;
        }
        low = point;
      }
    }
    return low;
  }

  /** Whether φ changes by no more than its rounding error within the interval. */
  private boolean isTooNarrow() {
    double change = Math.abs(low.slope() * (high.step() - low.step()));
    return change <= rounding * Math.abs(low.value());
  }

  private Point at(double step) {
    trials++;
    return line.at(step);
  }

  private boolean decreases(Point point) {
    return point.value() <= start.value() + DECREASE * point.step() * start.slope();
  }

  private boolean isFlat(Point point) {
    return Math.abs(point.slope()) <= -CURVATURE * start.slope();
  }

  /** The minimum within [least, most] of the cubic through both; the middle if it has none. */
  private static double cubic(Point p, Point q, double least, double most) {
    Point a = p.step() <= q.step() ? p : q;
    Point b = p.step() <= q.step() ? q : p;
    double width = b.step() - a.step();
    double d1 = a.slope() + b.slope() - 3 * (a.value() - b.value()) / (a.step() - b.step());
    double square = d1 * d1 - a.slope() * b.slope();
    double d2 = Math.sqrt(square);
    double step = b.step() - width * ((b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2));
    return Double.isFinite(step) ? Math.min(Math.max(step, least), most) : (least + most) / 2;
  }
}
