package org.lockstep.model.math;

/**
 * A row-major matrix over a part of an array. Every operation works on whole matrices, so that
 * layers and losses are written once for both precisions at the price of one virtual call per
 * matrix. Operands must have this matrix's precision; shapes that do not fit throw {@link
 * IllegalArgumentException}. Nothing here allocates.
 *
 * <p>Operands of element-wise operations must begin at the same offset of their arrays as this
 * matrix, as all matrices with their own memory do: with one index for all arrays, the JIT compiler
 * vectorises the loops.
 */
public sealed interface Matrix extends Rows permits FloatMatrix, DoubleMatrix {

  /** Uses only the first {@code rows} rows of the memory this matrix was made with. */
  void setRows(int rows);

  /** Element (row, column). */
  double get(int row, int column);

  /** Sets element (row, column), rounded to the precision. */
  void set(int row, int column, double value);

  /** Copies the rows [from, from + count) into {@code into[0, count·columns)}. */
  void loadRows(int from, int count, double[] into);

  /** Overwrites the rows [from, from + count) with {@code values}, rounded to the precision. */
  void storeRows(int from, int count, double[] values);

  /** Copies a row into {@code into[0, columns)}. */
  void loadRow(int row, double[] into);

  /** Overwrites a row with {@code from[0, columns)}, rounded to the precision. */
  void storeRow(int row, double[] from);

  /** Sets every element. */
  void fill(double value);

  /** {@code C = X}, of the same shape. */
  void copyFrom(Rows other);

  /** Every row of this = the one row of {@code row} (1 x columns). */
  void repeatRow(Matrix row);

  /** {@code C = A·B}, or {@code C += A·B}; A: rows x k, B: k x columns. */
  void multiply(Rows a, Matrix b, boolean accumulate);

  /** {@code C = Aᵀ·B}, or {@code C += Aᵀ·B}; A: k x rows, B: k x columns. */
  void multiplyTransposedLeft(Rows a, Matrix b, boolean accumulate);

  /**
   * Records from now on which rows the products of sparse rows add to, and relies on the record:
   * when such a product overwrites this matrix, it leaves the other rows alone, since they are 0.
   *
   * @param rowsOtherThanZero of this matrix; code that adds to its memory directly must add to
   *     these as well
   */
  void track(TouchedRows rowsOtherThanZero);

  /** {@code C = A·Bᵀ}; A: rows x k, B: columns x k. */
  void multiplyTransposedRight(Matrix a, Matrix b);

  /** {@code c = 1ᵀ·X}, or {@code c += 1ᵀ·X}, where this is 1 x columns. */
  void sumRowsOf(Matrix x, boolean accumulate);

  /** {@code C = C ⊙ X}. */
  void multiplyElements(Matrix x);

  /** {@code A = g(Z)} in place. */
  void apply(ElementFunction g);

  /**
   * {@code dZ = dA ⊙ g'(Z)} in place; {@code kept}: what the derivative is computed from, of this
   * shape.
   */
  void applyDerivative(ElementFunction g, Matrix kept);
}
