package org.lockstep.model.score;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.random.RandomStream;

/**
 * Sums over rows from which loss and metrics are read; merging follows the same tree as gradients.
 * Not thread-safe.
 */
public final class Score implements Serializable {
  private static final long serialVersionUID = 1L;

  /** With more classes, a confusion matrix would have more than 128 MB of counters. */
  public static final int MOST_CONFUSED = 4096;

  private final Task task;
  private final int outputs;
  private final double threshold; // NaN: predicts the likeliest class
  private final ConfusionCounts confusion; // or null
  private final ErrorSums[] errors; // one per output, or null
  private ScoreDetails details; // or null
  private long rows;
  private long right;
  private double weight;
  private double loss;

  /**
   * An empty score.
   *
   * @param outputs of the network
   * @param inDetail whether to count the confusion matrix (classes² counters), if there are not
   *     {@linkplain #MOST_CONFUSED too many} classes, and the {@link ScoreDetails}
   */
  public Score(Task task, int outputs, boolean inDetail) {
    this(task, outputs, inDetail, Double.NaN);
  }

  /**
   * The same, where the second of two classes is predicted if its probability is greater than a
   * threshold.
   *
   * @param threshold NaN: predicts the likeliest class
   */
  public Score(Task task, int outputs, boolean inDetail, double threshold) {
    this.task = task;
    this.outputs = outputs;
    this.threshold = threshold;
    this.confusion =
        inDetail && task.isOfClasses() && classes() <= MOST_CONFUSED
            ? new ConfusionCounts(classes())
            : null;
    this.errors = task == Task.REGRESSION ? new ErrorSums[outputs] : null;
    if (errors != null) {
      Arrays.setAll(errors, j -> new ErrorSums());
    }
    this.details = inDetail ? new ScoreDetails(task, outputs, 0, 1) : null;
  }

  /**
   * Gives the rows to come the indices first, first + stride, ...; otherwise they count from 0.
   * Details that are drawn at random depend on the index.
   */
  public void numberRows(long first, long stride) {
    if (details != null) {
      details = new ScoreDetails(task, outputs, first, stride);
    }
  }

  /**
   * Adds one row.
   *
   * @param a the network's outputs; numbers in the target's own unit
   * @param y the target: one-hot, 0 or 1, or numbers; for several labels, 0 or 1 each
   * @param rowLoss the row's loss, unweighted
   * @param rowWeight its weight
   */
  public void add(double[] a, double[] y, double rowLoss, double rowWeight) {
    if (task.isOfClasses()) {
      addClass(a, classOf(task, y, outputs), rowLoss, rowWeight);
      return;
    }
    addRow(rowLoss, rowWeight);
    if (task == Task.MULTI_LABEL) {
      addLabels(a, y, rowWeight);
      return;
    }
    for (int j = 0; j < outputs; j++) {
      errors[j].add(a[j], y[j]);
    }
    if (details != null) {
      details.addNumbers(a, y);
    }
  }

  /**
   * Adds one row of a class; not for regression.
   *
   * @param a the network's outputs
   * @param actual the row's class
   * @param rowLoss the row's loss, unweighted
   * @param rowWeight its weight
   */
  public void addClass(double[] a, int actual, double rowLoss, double rowWeight) {
    addRow(rowLoss, rowWeight);
    int predicted = classOf(task, a, outputs, threshold);
    if (predicted == actual) {
      right++;
    }
    if (confusion != null) {
      confusion.add(actual, predicted);
    }
    if (details != null) {
      details.addClass(a, actual, predicted, rowWeight);
    }
  }

  private void addLabels(double[] a, double[] y, double rowWeight) {
    for (int j = 0; j < outputs; j++) {
      if (Probability.applies(a[j]) == y[j] > 0.5) {
        right++;
      }
    }
    if (details != null) {
      details.addLabels(a, y, rowWeight);
    }
  }

  private void addRow(double rowLoss, double rowWeight) {
    rows++;
    weight += rowWeight;
    loss += rowWeight * rowLoss;
  }

  /**
   * The class that outputs predict: that of the largest, the first if equal; for binary, a > 0.5.
   */
  public static int classOf(Task task, double[] a, int outputs) {
    if (task == Task.BINARY) {
      return a[0] > 0.5 ? 1 : 0;
    }
    int best = 0;
    for (int j = 1; j < outputs; j++) {
      if (a[j] > a[best]) {
        best = j;
      }
    }
    return best;
  }

  /** The class that outputs predict, by the target's threshold if it has one. */
  public static int classOf(TargetSchema target, double[] a) {
    return classOf(target.task(), a, target.outputs(), target.threshold().orElse(Double.NaN));
  }

  private static int classOf(Task task, double[] a, int outputs, double threshold) {
    if (Double.isNaN(threshold)) {
      return classOf(task, a, outputs);
    }
    return Probability.of(a[task == Task.BINARY ? 0 : 1]) > threshold ? 1 : 0;
  }

  /** Whether rows have a class, so that {@link #addClass} takes them. */
  public boolean isOfClasses() {
    return task.isOfClasses();
  }

  /** Whether targets are numbers, so that they have errors. */
  public boolean isOfNumbers() {
    return errors != null;
  }

  /** Adds the rows of another score of the same kind. */
  public Score merge(Score other) {
    rows += other.rows;
    right += other.right;
    weight += other.weight;
    loss += other.loss;
    if (confusion != null) {
      confusion.merge(other.confusion);
    }
    if (errors != null) {
      for (int j = 0; j < outputs; j++) {
        errors[j].merge(other.errors[j]);
      }
    }
    if (details != null) {
      details.merge(other.details);
    }
    return this;
  }

  /** A copy of the sums with its own memory. */
  public Score copy() {
    return new Score(task, outputs, details != null, threshold).merge(this);
  }

  /** Forgets all rows. */
  public void clear() {
    rows = 0;
    right = 0;
    weight = 0;
    loss = 0;
    if (confusion != null) {
      confusion.clear();
    }
    if (errors != null) {
      for (ErrorSums error : errors) {
        error.clear();
      }
    }
    if (details != null) {
      details = details.cleared();
    }
  }

  /** The number of bytes that {@link #writeTo} writes. */
  public int bytes() {
    int counts = confusion == null ? 0 : confusion.bytes();
    int sums = errors == null ? 0 : errors.length;
    return Long.BYTES * 2 + Double.BYTES * 2 + counts + ErrorSums.BYTES * sums;
  }

  /** Writes every sum except the details at the buffer's position, in the buffer's byte order. */
  public void writeTo(ByteBuffer buffer) {
    buffer.putLong(rows).putLong(right).putDouble(weight).putDouble(loss);
    if (confusion != null) {
      confusion.writeTo(buffer);
    }
    if (errors != null) {
      for (ErrorSums error : errors) {
        error.writeTo(buffer);
      }
    }
  }

  /** Overwrites every sum except the details with what a score of the same kind wrote. */
  public void readFrom(ByteBuffer buffer) {
    rows = buffer.getLong();
    right = buffer.getLong();
    weight = buffer.getDouble();
    loss = buffer.getDouble();
    if (confusion != null) {
      confusion.readFrom(buffer);
    }
    if (errors != null) {
      for (ErrorSums error : errors) {
        error.readFrom(buffer);
      }
    }
  }

  /** The number of rows. */
  public long rows() {
    return rows;
  }

  /** The sum of the rows' weights: the number of rows if they have no weights. */
  public double weight() {
    return weight;
  }

  /** The weighted sum of the rows' losses, without L2. */
  public double loss() {
    return loss;
  }

  /** The loss per unit of weight; NaN if all weights are 0. */
  public double meanLoss() {
    return loss / weight;
  }

  /** Whether the mean loss, and for regression every error, is a number. */
  public boolean isFinite() {
    return Double.isFinite(weight)
        && Double.isFinite(meanLoss())
        && (errors == null || Arrays.stream(errors).allMatch(ErrorSums::isFinite));
  }

  /**
   * The share of rows predicted right; for several labels, the share of all labels predicted right,
   * which is 1 minus the Hamming loss; for regression, the mean R² over the outputs.
   */
  public double accuracy() {
    if (errors == null) {
      return (double) right / (task == Task.MULTI_LABEL ? rows * outputs : rows);
    }
    return Arrays.stream(errors).mapToDouble(e -> e.metrics().r2()).sum() / outputs;
  }

  /** The mean over the outputs of the root mean squared error; for regression. */
  public double rmse() {
    return Arrays.stream(errors).mapToDouble(e -> e.metrics().rmse()).sum() / outputs;
  }

  /** The mean over the outputs of the mean absolute error; for regression. */
  public double mae() {
    return Arrays.stream(errors).mapToDouble(e -> e.metrics().mae()).sum() / outputs;
  }

  /** Whether the confusion matrix was counted. */
  public boolean hasConfusion() {
    return confusion != null;
  }

  /** The details beyond loss, accuracy and confusion matrix, if they were requested. */
  public Optional<ScoreDetails> details() {
    return Optional.ofNullable(details);
  }

  /**
   * Where the accuracy would lie on other rows; for regression, only with details and few outputs.
   */
  public Optional<Interval> accuracyInterval() {
    if (rows == 0 || task == Task.MULTI_LABEL) { // labels of one row depend on each other
      return Optional.empty();
    }
    if (errors != null) {
      return details == null ? Optional.empty() : details.r2Interval();
    }
    int[] replicate = {0};
    return PoissonBootstrap.interval(
        () -> {
          RandomStream stream = PoissonBootstrap.ofReplicate(replicate[0]++);
          double rightOnes = PoissonBootstrap.draw(stream, right);
          return rightOnes / (rightOnes + PoissonBootstrap.draw(stream, rows - right));
        });
  }

  /** [true class][predicted class] counts; only if they were counted. */
  public long[][] confusion() {
    return confusion.matrix();
  }

  /** The metrics of each output of a regression. */
  public List<RegressionMetrics> regression() {
    return Arrays.stream(errors).map(ErrorSums::metrics).toList();
  }

  private int classes() {
    return task == Task.BINARY ? 2 : outputs;
  }
}
