package org.lockstep.model.math;

/**
 * A {@link Batch} compressed by rows: each row stores the columns that are not 0, ascending, and
 * their values. Columns are scaled but not shifted, since 0 must stay 0.
 *
 * <p>Rows are set in order, from the first. Setting a row forgets the rows after it; a row that was
 * not set is all 0. Memory grows with the entries of the largest batch and is then reused.
 *
 * <p>Products add up entry by entry; multiplication and addition round separately. The bits of a
 * row's results depend on that row alone, and are the same on every processor.
 */
public sealed interface SparseRows extends Batch permits FloatSparseRows, DoubleSparseRows {

  /**
   * Row {@code row} = entries[from, to), multiplied by their columns' factors.
   *
   * @param places the entries' columns, ascending
   * @param floats their values, none of them 0
   */
  void scaleEntries(int[] places, float[] floats, int from, int to, int row, FlatVector factor);

  /** The same for doubles. */
  void scaleEntries(int[] places, double[] doubles, int from, int to, int row, FlatVector factor);

  /**
   * Row {@code row} = the first {@code count} of these entries, rounded to this precision; those
   * that round to 0 are left out.
   *
   * @param places the entries' columns, ascending
   */
  void setEntries(int[] places, double[] doubles, int count, int row);

  /**
   * Row {@code row} = all these entries, rounded to this precision and then scaled; those that
   * round to 0 are left out.
   *
   * @param places the entries' columns, ascending
   * @return whether all values are finite after rounding
   */
  boolean scaleRounded(int[] places, double[] doubles, int row, FlatVector factor);
}
