package org.lockstep.model.importance;

import java.io.Serializable;

/**
 * Mean predictions over rows, for each value of one column or each pair of values of two. A class
 * and not a record: it travels with the results of tasks.
 */
public final class DependenceMeans implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] grids;
  private final double[][] means; // [point][output]; null for points of other shares
  private final int rows;

  /**
   * The means of some points.
   *
   * @param grids the values of each column: numbers, dates in the column's unit, category indices
   * @param means by point, the second column's values changing fastest
   */
  DependenceMeans(double[][] grids, double[][] means, int rows) {
    this.grids = grids;
    this.means = means;
    this.rows = rows;
  }

  /** Takes what another share has of the same rows. */
  public DependenceMeans merge(DependenceMeans other) {
    for (int p = 0; p < means.length; p++) {
      means[p] = means[p] == null ? other.means[p] : means[p];
    }
    return this;
  }

  /** The values of a column, ascending; of a category column the indices of its categories. */
  public double[] grid(int column) {
    return grids[column].clone();
  }

  /** How many columns: one or two. */
  public int columns() {
    return grids.length;
  }

  /** The mean of an output, in the target's own unit, at a point. */
  public double mean(int point, int output) {
    return means[point][output];
  }

  /** How many points. */
  public int points() {
    return means.length;
  }

  /** Over how many rows. */
  public int rows() {
    return rows;
  }
}
