package org.lockstep.bench.steps;

import java.util.List;
import org.lockstep.model.text.Text;

/**
 * {@code t = a + b·bytes}: the cost of an exchange with a latency and a bandwidth.
 *
 * @param latencyMillis a
 * @param millisPerByte b
 */
public record CostModel(double latencyMillis, double millisPerByte) {

  /** A measured exchange. */
  public record Point(double bytes, double millis) {}

  /**
   * Fits a and b, both at least 0, by least squares of the relative errors: costs span many orders
   * of magnitude, and each counts the same.
   *
   * @param points at least two
   */
  public static CostModel fit(List<Point> points) {
    // Minimises Σ (a/t + b·x/t - 1)²: the normal equations of two columns, 1/t and x/t.
    double aa = 0;
    double ab = 0;
    double bb = 0;
    double a1 = 0;
    double b1 = 0;
    for (Point p : points) {
      double u = 1 / p.millis();
      double v = p.bytes() / p.millis();
      aa += u * u;
      ab += u * v;
      bb += v * v;
      a1 += u;
      b1 += v;
    }
    double determinant = aa * bb - ab * ab;
    double a = (a1 * bb - b1 * ab) / determinant;
    double b = (b1 * aa - a1 * ab) / determinant;
    if (!(a >= 0)) {
      return new CostModel(0, b1 / bb);
    }
    return b >= 0 ? new CostModel(a, b) : new CostModel(a1 / aa, 0);
  }

  /** The cost of an exchange of this many bytes, in milliseconds. */
  public double millis(double bytes) {
    return latencyMillis + millisPerByte * bytes;
  }

  /** The model in words, as in {@code 0.250 ms + bytes / 1.20 GB/s}. */
  public String text() {
    String latency = Text.format("%.3g ms", latencyMillis);
    return millisPerByte == 0
        ? latency
        : latency + Text.format(" + bytes / %.3g GB/s", 1e-6 / millisPerByte);
  }
}
