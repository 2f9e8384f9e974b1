package org.lockstep.model.kernel;

import java.util.Optional;

/**
 * Computes products of row-major matrices that are parts of arrays. Element (i, j) of a matrix
 * {@code x} lies at {@code x[atX + i·ldX + j]}; its rows can lie further apart than they are long.
 *
 * <p>The bits of our own products are the same on every processor: each element of C is one chain
 * of fused multiply-adds in the order of the inner index,
 *
 * <pre>{@code
 * c = accumulate ? C(i, j) : 0;
 * for (p = 0; p < k; p++) c = fma(left(i, p), right(p, j), c);
 * }</pre>
 *
 * <p>A BLAS library has its own bits: see {@code BlasChoice}.
 *
 * <p>Only the m x n elements of C are written, and C must not overlap A or B. Sizes can be 0. A
 * matrix that does not fit in its array causes an {@link IndexOutOfBoundsException}; a negative
 * size or overlapping rows cause an {@link IllegalArgumentException}. In both cases nothing is
 * written. Implementations can be used by several threads at once.
 */
public interface Products {

  /** {@code C = A·B}, or {@code C += A·B}; A: m x k, B: k x n, C: m x n. */
  void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate);

  /** {@code C = A·B}, or {@code C += A·B}; A: m x k, B: k x n, C: m x n. */
  void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate);

  /** {@code C = Aᵀ·B}, or {@code C += Aᵀ·B}; A: k x m, B: k x n, C: m x n. */
  void multiplyTransposedLeft(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate);

  /** {@code C = Aᵀ·B}, or {@code C += Aᵀ·B}; A: k x m, B: k x n, C: m x n. */
  void multiplyTransposedLeft(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate);

  /** {@code C = A·Bᵀ}, or {@code C += A·Bᵀ}; A: m x k, B: n x k, C: m x n. */
  void multiplyTransposedRight(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate);

  /** {@code C = A·Bᵀ}, or {@code C += A·Bᵀ}; A: m x k, B: n x k, C: m x n. */
  void multiplyTransposedRight(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate);

  /** The layout that these products prefer for the rows of a left factor of floats. */
  default RowBlocks floatRows() {
    return RowBlocks.NONE;
  }

  /** The layout that these products prefer for the rows of a left factor of doubles. */
  default RowBlocks doubleRows() {
    return RowBlocks.NONE;
  }

  /** How the products are computed, as in "512-bit vectors". */
  String description();

  /** Why this JVM computes in plain loops, and what to do about it; empty if it has vectors. */
  static Optional<String> whySlow() {
    return JvmFlags.whyPlain();
  }

  /** The fastest products of this JVM: in vectors if the JVM has them, otherwise in plain loops. */
  static Products ofThisJvm() {
    return JvmKernels.PRODUCTS;
  }
}
