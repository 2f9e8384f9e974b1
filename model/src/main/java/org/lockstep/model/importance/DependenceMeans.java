package org.lockstep.model.importance;

import java.io.Serializable;

/**
 * Mean predictions over rows, for each value of one column or each pair of values of two. This is a
 * class, not a record, because it travels with the results of tasks.
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

  /** Adds another share's means for the same rows. */
  public DependenceMeans merge(DependenceMeans other) {
    for (int p = 0; p < means.length; p++) {
      means[p] = means[p] == null ? other.means[p] : means[p];
    }
    return this;
  }

  /** The values of a column, ascending; for a category column, the indices of its categories. */
  public double[] grid(int column) {
    return grids[column].clone();
  }

  /** The number of columns: one or two. */
  public int columns() {
    return grids.length;
  }

  /** The mean of an output, in the target's own unit, at a point. */
  public double mean(int point, int output) {
    return means[point][output];
  }

  /** The number of points. */
  public int points() {
    return means.length;
  }

  /** The number of rows averaged. */
  public int rows() {
    return rows;
  }
}
