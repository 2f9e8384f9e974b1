package org.lockstep.model.score;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lockstep.model.data.Task;
import org.lockstep.model.random.RandomStream;
import org.lockstep.model.random.RandomStream.Purpose;

/**
 * What a {@link Score} knows about rows beyond loss, accuracy and confusion matrix. Merging follows
 * the same tree. Log loss, Brier score, calibration and curves count a row by its weight, as the
 * loss does, and clamp outputs to [0, 1]; top-k accuracy and all errors of numbers count rows, as
 * accuracy and R² do.
 */
public final class ScoreDetails implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Top-k accuracy is known up to this k. */
  public static final int MOST_RANKS = 4096;

  /**
   * With more outputs, R² has no interval: each takes 6 kB, and hundreds of nanoseconds per row.
   */
  static final int MOST_REPLICATED = 16;

  private static final double LEAST_PROBABILITY = 0x1.0p-52;

  private final Task task;
  private final int outputs;
  private final long stride;
  private long next; // the index of the next row
  private long rows;
  private double weight;

  // For classes, or null.
  private final RankSums ranks; // of two classes
  private final Calibration calibration;
  private final long[] byRank; // rows whose true class is the k-th likeliest
  private double logLoss; // Σw·(-ln p of the true class)
  private double brier;

  private final LabelSums labels; // for several labels, or null

  // For numbers, or null.
  private final double[] relative; // per output, Σ|a-y|/|y| over y ≠ 0
  private final long[] zeros; // per output, rows with y = 0
  private final ErrorReplicates[] replicates;
  private final RowSample sample;
  private transient RandomStream stream; // made on demand, as the next
  private transient int[] times; // how often each replicate takes the row

  /**
   * A row of a regression.
   *
   * @param row its index
   * @param actual one per output
   * @param predicted one per output
   */
  public record Shown(long row, List<Double> actual, List<Double> predicted) {
    public Shown {
      actual = List.copyOf(actual);
      predicted = List.copyOf(predicted);
    }
  }

  ScoreDetails(Task task, int outputs, long first, long stride) {
    this.task = task;
    this.outputs = outputs;
    this.next = first;
    this.stride = stride;
    boolean numbers = task == Task.REGRESSION;
    this.ranks = isOfTwo(task, outputs) ? new RankSums() : null;
    this.calibration = task.isOfClasses() ? new Calibration() : null;
    this.labels = task == Task.MULTI_LABEL ? new LabelSums(outputs) : null;
    this.byRank = task == Task.CLASSIFICATION ? new long[Math.min(outputs, MOST_RANKS)] : null;
    this.relative = numbers ? new double[outputs] : null;
    this.zeros = numbers ? new long[outputs] : null;
    this.replicates = numbers && outputs <= MOST_REPLICATED ? new ErrorReplicates[outputs] : null;
    if (replicates != null) {
      Arrays.setAll(replicates, j -> new ErrorReplicates());
    }
    this.sample = replicates == null ? null : new RowSample();
  }

  private static boolean isOfTwo(Task task, int outputs) {
    return task == Task.BINARY || (task == Task.CLASSIFICATION && outputs == 2);
  }

  ScoreDetails cleared() {
    return new ScoreDetails(task, outputs, 0, 1);
  }

  void addClass(double[] a, int actual, int predicted, double rowWeight) {
    rows++;
    weight += rowWeight;
    boolean binary = task == Task.BINARY;
    double p = Probability.of(binary ? a[0] : a[actual]);
    double ofTrue = binary && actual == 0 ? 1 - p : p;
    logLoss -= rowWeight * Math.log(Math.max(ofTrue, LEAST_PROBABILITY));
    if (ranks != null) {
      p = Probability.of(binary ? a[0] : a[1]);
      ranks.add(p, actual, rowWeight);
      calibration.add(p, actual == 1, rowWeight);
      brier += rowWeight * (p - actual) * (p - actual);
    } else {
      calibration.add(Probability.of(a[predicted]), predicted == actual, rowWeight);
      brier += rowWeight * squaredDistance(a, actual);
    }
    if (byRank != null) {
      int rank = rank(a, actual);
      if (rank < byRank.length) {
        byRank[rank]++;
      }
    }
  }

  private double squaredDistance(double[] a, int actual) {
    double sum = 0;
    for (int j = 0; j < outputs; j++) {
      double d = Probability.of(a[j]) - (j == actual ? 1 : 0);
      sum += d * d;
    }
    return sum;
  }

  /** How many classes come before the true one: the likelier ones, and earlier ones as likely. */
  private int rank(double[] a, int actual) {
    int rank = 0;
    for (int j = 0; j < outputs; j++) {
      if (a[j] > a[actual] || (a[j] == a[actual] && j < actual)) {
        rank++;
      }
    }
    return rank;
  }

  void addLabels(double[] a, double[] y, double rowWeight) {
    rows++;
    weight += rowWeight;
    labels.add(a, y, rowWeight);
  }

  void addNumbers(double[] a, double[] y) {
    rows++;
    for (int j = 0; j < outputs; j++) {
      if (y[j] == 0) {
        zeros[j]++;
      } else {
        relative[j] += Math.abs((a[j] - y[j]) / y[j]);
      }
    }
    if (replicates != null) {
      if (stream == null) {
        stream = new RandomStream(Purpose.BOOTSTRAP, 0, 0, 0, 0);
        times = new int[PoissonBootstrap.REPLICATES];
      }
      PoissonBootstrap.drawRow(stream, next, times);
      for (int j = 0; j < outputs; j++) {
        replicates[j].add(a[j], y[j], times);
      }
      sample.add(next, y, a);
    }
    next += stride;
  }

  void merge(ScoreDetails other) {
    rows += other.rows;
    weight += other.weight;
    logLoss += other.logLoss;
    brier += other.brier;
    if (ranks != null) {
      ranks.merge(other.ranks);
    }
    if (labels != null) {
      labels.merge(other.labels);
    }
    if (calibration != null) {
      calibration.merge(other.calibration);
    }
    if (byRank != null) {
      for (int k = 0; k < byRank.length; k++) {
        byRank[k] += other.byRank[k];
      }
    }
    if (relative != null) {
      for (int j = 0; j < outputs; j++) {
        relative[j] += other.relative[j];
        zeros[j] += other.zeros[j];
      }
    }
    if (replicates != null) {
      for (int j = 0; j < outputs; j++) {
        replicates[j].merge(other.replicates[j]);
      }
      sample.merge(other.sample);
    }
  }

  // --- Classes ---------------------------------------------------------------------------------

  /**
   * The mean of -ln p, where p is the probability of the true class, at least 2^-52. It is the loss
   * of a model trained on cross-entropy, except for that least probability.
   */
  public double logLoss() {
    return logLoss / weight;
  }

  /**
   * The Brier score (G. W. Brier 1950). For two classes, the mean of (p - y)², where p is the
   * probability of the second and y is 1 for its rows; for more, the mean of Σ(pₖ - yₖ)².
   */
  public double brier() {
    return brier / weight;
  }

  /** How well probabilities match frequencies; for classes only. */
  public Optional<Calibration> calibration() {
    return Optional.ofNullable(calibration);
  }

  /** The curve over all thresholds, for two classes; otherwise empty. */
  public Optional<ThresholdCurve> thresholds() {
    return Optional.ofNullable(ranks).map(RankSums::curve);
  }

  /**
   * The share of rows whose true class is among the k likeliest.
   *
   * @return empty for a single output, and for k beyond {@link #MOST_RANKS}
   */
  public OptionalDouble topAccuracy(int k) {
    if (byRank == null || k > MOST_RANKS) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((double) Arrays.stream(byRank).limit(k).sum() / rows);
  }

  /** The sums by label, if rows have several labels. */
  public Optional<LabelSums> labels() {
    return Optional.ofNullable(labels);
  }

  // --- Numbers ---------------------------------------------------------------------------------

  /**
   * The mean absolute percentage error of an output, as a share: the mean of |a-y|/|y| over the
   * rows whose target is not 0.
   *
   * @return empty if all targets are 0
   */
  public OptionalDouble mape(int output) {
    long n = rows - zeros[output];
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(relative[output] / n);
  }

  /** The number of rows with a target of 0 in an output, which {@link #mape} leaves out. */
  public long zeroTargets(int output) {
    return zeros[output];
  }

  /** Where R² of an output would lie on other rows; empty if there are many outputs. */
  public Optional<Interval> r2Interval(int output) {
    return replicates == null ? Optional.empty() : replicates[output].interval();
  }

  /** The same for the mean R² over the outputs; only if there is one output. */
  Optional<Interval> r2Interval() {
    return outputs == 1 ? r2Interval(0) : Optional.empty();
  }

  /** A sample of a regression's rows, by index; none if there are many outputs. */
  public List<Shown> shown() {
    return sample == null ? List.of() : sample.shown();
  }
}
