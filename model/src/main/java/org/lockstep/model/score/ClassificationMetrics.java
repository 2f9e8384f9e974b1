package org.lockstep.model.score;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a confusion matrix says.
 *
 * @param accuracy the share of rows on the diagonal
 * @param classes precision, recall and F1 of each class, in class order
 * @param macro their plain means over the classes
 */
public record ClassificationMetrics(double accuracy, List<PerClass> classes, PerClass macro) {
  public ClassificationMetrics {
    classes = List.copyOf(classes);
  }

  /**
   * One class against the rest. A ratio of nothing to nothing is 0, as scikit-learn has it.
   *
   * @param precision of the rows predicted as this class, the share that is
   * @param recall of the rows of this class, the share predicted so
   * @param f1 the harmonic mean of both
   * @param rows how many rows are of this class
   */
  public record PerClass(double precision, double recall, double f1, long rows) {}

  /** Reads them from {@code confusion[true class][predicted class]} counts. */
  public static ClassificationMetrics of(long[][] confusion) {
    int k = confusion.length;
    List<PerClass> classes = IntStream.range(0, k).mapToObj(c -> perClass(confusion, c)).toList();
    long rows = classes.stream().mapToLong(PerClass::rows).sum();
    long right = IntStream.range(0, k).mapToLong(c -> confusion[c][c]).sum();
    PerClass macro =
        new PerClass(
            classes.stream().mapToDouble(PerClass::precision).sum() / k,
            classes.stream().mapToDouble(PerClass::recall).sum() / k,
            classes.stream().mapToDouble(PerClass::f1).sum() / k,
            rows);
    return new ClassificationMetrics(ratio(right, rows), classes, macro);
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
