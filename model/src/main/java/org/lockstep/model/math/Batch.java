package org.lockstep.model.math;

/**
 * The features of a batch of rows, standardised while they are gathered. Their memory layout is the
 * one that the products prefer: see {@code RowBlocks}.
 *
 * <p>Standardising computes {@code (x - shift) ⊙ factor}. Shift and factor are per column, in the
 * batch's precision.
 */
public sealed interface Batch extends Rows permits FloatBatch, DoubleBatch, SparseRows {

  /** Uses only the first {@code rows} rows of the memory this batch was made with. */
  void setRows(int rows);

  /** Element (row, column). */
  double get(int row, int column);

  /** Sets element (row, column), rounded to the precision. */
  void set(int row, int column, double value);

  /** Row {@code row} = the unsigned bytes[from, from + columns), standardised. */
  void standardizeBytes(byte[] bytes, int from, int row, FlatVector shift, FlatVector factor);

  /** The same with one shift and one factor for all columns, rounded to the precision. */
  void standardizeBytes(byte[] bytes, int from, int row, double shift, double factor);

  /** Row {@code row} = floats[from, from + columns), standardised. */
  void standardizeFloats(float[] floats, int from, int row, FlatVector shift, FlatVector factor);

  /** Row {@code row} = doubles[from, from + columns), standardised. */
  void standardizeDoubles(double[] doubles, int from, int row, FlatVector shift, FlatVector factor);

  /**
   * Row {@code row} = the doubles, rounded to this precision and then standardised.
   *
   * @return whether all of them are finite after rounding
   */
  boolean standardizeRounded(double[] doubles, int row, FlatVector shift, FlatVector factor);

  /**
   * Row {@code into} = row {@code row} of {@code rows}, except for the columns [from, to), which
   * come from row {@code donor} of {@code donors}. Both batches have this one's kind, precision and
   * width, and neither is this one.
   */
  void copyMixed(Batch rows, int row, Batch donors, int donor, int from, int to, int into);

  /** Replaces each NaN of row {@code row} with the value of {@code by} in its column. */
  void replaceMissing(int row, FlatVector by);

  /** Every number x of row {@code row} becomes {@code x / sqrt(1 + (x/3)²)}, in (-3, 3). */
  void clipSmoothly(int row);

  /** {@code Y[:, at, at + to - from) = X[:, from, to)}. */
  void copyColumns(int from, int to, Matrix y, int at);

  /**
   * {@code Y[:, at, at + d) = X[:, from, to)·E}, where E is d wide: the rows of {@code table} from
   * {@code first} on, one for each of these columns. Gathers the rows of E whose x is not 0, in
   * order; multiplication and addition round separately.
   */
  void gather(int from, int to, Matrix table, int first, Matrix y, int at);

  /** {@code E += X[:, from, to)ᵀ·Y[:, at, at + d)}: scatters what {@link #gather} gathers. */
  void scatter(int from, int to, Matrix table, int first, Matrix y, int at);
}
