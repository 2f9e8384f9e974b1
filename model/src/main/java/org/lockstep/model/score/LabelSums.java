package org.lockstep.model.score;

import java.io.Serializable;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Sums, label by label, over rows with several labels, each of which applies or not. */
public final class LabelSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** With more labels, there are no ROC areas: each takes up to 300 kB. */
  static final int MOST_RANKED = 64;

  private static final int MOST_BINS = (1 << 12) - 1;

  private final long[] hits; // applies, and is predicted
  private final long[] falseAlarms; // does not, but is predicted
  private final long[] misses; // applies, but is not predicted
  private final RankSums[] ranks; // or null
  private long rows;
  private long rightRows; // rows whose labels are all right

  LabelSums(int labels) {
    hits = new long[labels];
    falseAlarms = new long[labels];
    misses = new long[labels];
    ranks = labels <= MOST_RANKED ? new RankSums[labels] : null;
    if (ranks != null) {
      Arrays.setAll(ranks, j -> new RankSums(MOST_BINS));
    }
  }

  /** Adds a row: the network's outputs, and 0 or 1 for each label. */
  void add(double[] a, double[] y, double rowWeight) {
    rows++;
    boolean isRight = true;
    for (int j = 0; j < hits.length; j++) {
      boolean applies = y[j] > 0.5;
      boolean isPredicted = Probability.applies(a[j]);
      isRight &= applies == isPredicted;
      hits[j] += applies && isPredicted ? 1 : 0;
      falseAlarms[j] += !applies && isPredicted ? 1 : 0;
      misses[j] += applies && !isPredicted ? 1 : 0;
      if (ranks != null) {
        ranks[j].add(Probability.of(a[j]), applies ? 1 : 0, rowWeight);
      }
    }
    rightRows += isRight ? 1 : 0;
  }

  void merge(LabelSums other) {
    rows += other.rows;
    rightRows += other.rightRows;
    for (int j = 0; j < hits.length; j++) {
      hits[j] += other.hits[j];
      falseAlarms[j] += other.falseAlarms[j];
      misses[j] += other.misses[j];
      if (ranks != null) {
        ranks[j].merge(other.ranks[j]);
      }
    }
  }

  /** The share of rows whose labels are all right: the accuracy that scikit-learn reports. */
  public double subsetAccuracy() {
    return (double) rightRows / rows;
  }

  /** The share of rows for which label {@code j} is right. */
  public double accuracy(int j) {
    return 1 - (double) (falseAlarms[j] + misses[j]) / rows;
  }

  /** Of the rows that label {@code j} is predicted for, the share it applies to; 0 for no rows. */
  public double precision(int j) {
    return share(hits[j], hits[j] + falseAlarms[j]);
  }

  /** Of the rows that label {@code j} applies to, the share it is predicted for; 0 for no rows. */
  public double recall(int j) {
    return share(hits[j], hits[j] + misses[j]);
  }

  /** The harmonic mean of the two; 0 where label {@code j} neither applies nor is predicted. */
  public double f1(int j) {
    return share(2 * hits[j], 2 * hits[j] + falseAlarms[j] + misses[j]);
  }

  /** The mean of F1 over the labels. */
  public double meanF1() {
    double sum = 0;
    for (int j = 0; j < hits.length; j++) {
      sum += f1(j);
    }
    return sum / hits.length;
  }

  /** How many rows label {@code j} applies to. */
  public long support(int j) {
    return hits[j] + misses[j];
  }

  /** The ROC area of label {@code j}; empty if it has none, or if there are many labels. */
  public OptionalDouble rocArea(int j) {
    boolean isOfBoth = support(j) > 0 && support(j) < rows;
    return ranks == null || !isOfBoth ? OptionalDouble.empty() : ranks[j].curve().rocArea();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
