package org.lockstep.model.importance;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums of the rows as they are and with each column shuffled. This is a class, not a record,
 * because it travels with the results of tasks.
 */
public final class ImportanceSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ScoreMetric metric;
  private final MetricSums[][] shuffled; // [column][repeat]; null for columns of other shares
  private MetricSums asTheyAre; // null if another share has it

  ImportanceSums(ScoreMetric metric, MetricSums asTheyAre, MetricSums[][] shuffled) {
    this.metric = metric;
    this.asTheyAre = asTheyAre;
    this.shuffled = shuffled;
  }

  /** Adds the sums of other rows, or of other columns. */
  public ImportanceSums merge(ImportanceSums other) {
    asTheyAre = merged(asTheyAre, other.asTheyAre);
    for (int c = 0; c < shuffled.length; c++) {
      for (int r = 0; r < shuffled[c].length; r++) {
        shuffled[c][r] = merged(shuffled[c][r], other.shuffled[c][r]);
      }
    }
    return this;
  }

  private static MetricSums merged(MetricSums left, MetricSums right) {
    if (left == null) {
      return right;
    }
    return right == null ? left : left.merge(right);
  }

  /** The number of rows. */
  public long rows() {
    return asTheyAre.rows();
  }

  /** The metric of the rows as they are. */
  public double score() {
    return asTheyAre.value();
  }

  /**
   * What shuffling each column costs, in the order of the columns.
   *
   * @param names of the columns
   */
  public List<ColumnImportance> importances(List<String> names) {
    List<ColumnImportance> all = new ArrayList<>();
    for (int c = 0; c < shuffled.length; c++) {
      double[] lost = new double[shuffled[c].length];
      for (int r = 0; r < lost.length; r++) {
        lost[r] = metric.lost(score(), shuffled[c][r].value());
      }
      all.add(ColumnImportance.of(names.get(c), lost));
    }
    return all;
  }
}
