package org.lockstep.model.score;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well predicted probabilities match observed frequencies. Rows are binned by probability p
 * into ten bins (b/10, (b+1)/10], the first including 0, and count by their weight. For two
 * classes, p is the probability of the second class, and the event is that the row belongs to it.
 * For more classes, p is the probability of the predicted class, and the event is that the
 * prediction is right.
 */
public final class Calibration implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The number of bins. */
  public static final int BINS = 10;

  private final double[] weight = new double[BINS];
  private final double[] foretold = new double[BINS]; // Σp
  private final double[] came = new double[BINS]; // the weight of rows where the event occurred

  /**
   * The rows of one bin.
   *
   * @param weight of the rows
   * @param foretold their mean probability
   * @param came the share of them where the event occurred
   */
  public record Bin(double weight, double foretold, double came) {}

  Calibration() {}

  void add(double p, boolean cameTrue, double rowWeight) {
    int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(p * BINS) - 1));
    weight[bin] += rowWeight;
    foretold[bin] += rowWeight * p;
    if (cameTrue) {
      came[bin] += rowWeight;
    }
  }

  void merge(Calibration other) {
    for (int b = 0; b < BINS; b++) {
      weight[b] += other.weight[b];
      foretold[b] += other.foretold[b];
      came[b] += other.came[b];
    }
  }

  /** The weight of the rows of one bin, from 0. */
  public double weight(int bin) {
    return weight[bin];
  }

  /** The bins that are not empty, from the lowest probability. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (weight[b] > 0) {
        bins.add(new Bin(weight[b], foretold[b] / weight[b], came[b] / weight[b]));
      }
    }
    return bins;
  }

  /**
   * The expected calibration error: the mean over rows of |foretold - came| of their bin (M. P.
   * Naeini, G. F. Cooper, M. Hauskrecht 2015).
   */
  public double error() {
    double all = Arrays.stream(weight).sum();
    return bins().stream().mapToDouble(b -> b.weight() * Math.abs(b.foretold() - b.came())).sum()
        / all;
  }
}
