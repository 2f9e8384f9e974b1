package org.lockstep.model.score;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The metrics of a confusion matrix, which counts rows regardless of their weight.
 *
 * @param accuracy the share of rows on the diagonal
 * @param classes precision, recall and F1 of each class, in class order
 * @param macro their unweighted means over the classes that have rows, since nothing is known of
 *     the others. Its recall is the balanced accuracy
 * @param matthews the correlation of true and predicted class, from -1 to 1 (J. Gorodkin 2004); 0
 *     if all rows belong to one class, or are predicted as one
 */
public record ClassificationMetrics(
    double accuracy, List<PerClass> classes, PerClass macro, double matthews) {
  public ClassificationMetrics {
    classes = List.copyOf(classes);
  }

  /**
   * One class against the rest. A ratio of 0 to 0 is 0, as in scikit-learn.
   *
   * @param precision the share of the rows predicted as this class that belong to it
   * @param recall the share of the rows of this class that are predicted as it
   * @param f1 the harmonic mean of both
   * @param rows the number of rows of this class
   */
  public record PerClass(double precision, double recall, double f1, long rows) {}

  /** Computes the metrics from {@code confusion[true class][predicted class]} counts. */
  public static ClassificationMetrics of(long[][] confusion) {
    int k = confusion.length;
    List<PerClass> classes = IntStream.range(0, k).mapToObj(c -> perClass(confusion, c)).toList();
    long rows = classes.stream().mapToLong(PerClass::rows).sum();
    long right = IntStream.range(0, k).mapToLong(c -> confusion[c][c]).sum();
    return new ClassificationMetrics(
        ratio(right, rows), classes, macro(classes, rows), matthews(confusion, rows, right));
  }

  /** The number of classes that have rows, over which {@link #macro} is the mean. */
  public int classesWithRows() {
    return (int) classes.stream().filter(c -> c.rows() > 0).count();
  }

  /** The mean recall of the classes that have rows. */
  public double balancedAccuracy() {
    return macro.recall();
  }

  private static PerClass macro(List<PerClass> classes, long rows) {
    List<PerClass> present = classes.stream().filter(c -> c.rows() > 0).toList();
    double n = Math.max(1, present.size());
    return new PerClass(
        present.stream().mapToDouble(PerClass::precision).sum() / n,
        present.stream().mapToDouble(PerClass::recall).sum() / n,
        present.stream().mapToDouble(PerClass::f1).sum() / n,
        rows);
  }

  /** (c·s - Σtₖpₖ) / √((s² - Σpₖ²)·(s² - Σtₖ²)): t rows belong to class k, p are predicted as k. */
  private static double matthews(long[][] confusion, long rows, long right) {
    double s = rows;
    double both = 0; // Σtₖpₖ
    double predictions = 0; // Σpₖ²
    double truths = 0; // Σtₖ²
    for (int k = 0; k < confusion.length; k++) {
      double t = 0;
      double p = 0;
      for (int other = 0; other < confusion.length; other++) {
        t += confusion[k][other];
        p += confusion[other][k];
      }
      both += t * p;
      predictions += p * p;
      truths += t * t;
    }
    double spread = Math.sqrt(s * s - predictions) * Math.sqrt(s * s - truths);
    return spread > 0 ? (right * s - both) / spread : 0;
  }

  private static PerClass perClass(long[][] confusion, int c) {
    long right = confusion[c][c];
    long actual = 0;
    long predicted = 0;
    for (int other = 0; other < confusion.length; other++) {
      actual += confusion[c][other];
      predicted += confusion[other][c];
    }
    return new PerClass(
        ratio(right, predicted),
        ratio(right, actual),
        ratio(2 * right, actual + predicted),
        actual);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
