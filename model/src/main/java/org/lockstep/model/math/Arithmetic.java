package org.lockstep.model.math;

import org.lockstep.model.kernel.Products;

/**
 * A precision and the matrix products that compute in it. Makes a network's vectors and matrices.
 *
 * @param precision of every value made here
 * @param products the matrix products of this JVM; see {@code BlasChoice}
 */
public record Arithmetic(Precision precision, Products products) {

  /** A vector of {@code length} zeros. */
  public FlatVector vector(int length) {
    return FlatVector.zeros(precision, length);
  }

  /** A vector of these values, rounded to the precision. */
  public FlatVector vector(double... values) {
    FlatVector vector = vector(values.length);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    return vector;
  }

  /** A matrix of zeros with its own memory. */
  public Matrix matrix(int rows, int columns) {
    return view(vector(Math.multiplyExact(rows, columns)), 0, rows, columns);
  }

  /** Memory for the features of up to {@code rows} rows. */
  public Batch batch(int rows, int columns) {
    return precision == Precision.FLOAT
        ? new FloatBatch(products, rows, columns)
        : new DoubleBatch(products, rows, columns);
  }

  /** The same for sparse rows, which store only the values that are not 0. */
  public SparseRows sparseRows(int rows, int columns) {
    return precision == Precision.FLOAT
        ? new FloatSparseRows(rows, columns)
        : new DoubleSparseRows(rows, columns);
  }

  /**
   * A matrix over a part of a vector's memory, row-major: element (i, j) is {@code vector[offset +
   * i·columns + j]}.
   */
  public Matrix view(FlatVector vector, int offset, int rows, int columns) {
    if (vector instanceof FloatVector floats) {
      return new FloatMatrix(products, floats.array(), offset, rows, columns);
    }
    return new DoubleMatrix(products, ((DoubleVector) vector).array(), offset, rows, columns);
  }
}
