package org.lockstep.model.math;

import java.util.Arrays;

/**
 * The products of {@link FloatSparseRows} with dense matrices, and the memory they need. Not
 * thread-safe.
 *
 * <p>How it works: the JIT compiler vectorises a loop only if all its arrays have the same index.
 * So the rows of B and C are copied into memory of their own, and added there.
 */
final class FloatSparseProducts {
  private float[] sum = new float[0]; // a row of C
  private float[] row0 = new float[0]; // a row of B, as the next three
  private float[] row1 = new float[0];
  private float[] row2 = new float[0];
  private float[] row3 = new float[0];

  /** {@code C = X·B}, or {@code C += X·B}; B: columns x n, C: rows x n. Adds entries in order. */
  void multiply(
      FloatSparseRows x, int n, float[] b, int atB, float[] c, int atC, boolean accumulate) {
    int[] places = x.places();
    float[] values = x.values();
    prepare(n);
    for (int i = 0; i < x.rows(); i++) {
      if (accumulate) {
        System.arraycopy(c, atC + i * n, sum, 0, n);
      } else {
        Arrays.fill(sum, 0);
      }
      int k = x.start(i);
      int end = x.start(i + 1);
      for (; k < end - 3; k += 4) {
        System.arraycopy(b, atB + places[k] * n, row0, 0, n);
        System.arraycopy(b, atB + places[k + 1] * n, row1, 0, n);
        System.arraycopy(b, atB + places[k + 2] * n, row2, 0, n);
        System.arraycopy(b, atB + places[k + 3] * n, row3, 0, n);
        addFour(values[k], values[k + 1], values[k + 2], values[k + 3]);
      }
      for (; k < end; k++) {
        System.arraycopy(b, atB + places[k] * n, row0, 0, n);
        addOne(sum, values[k], row0);
      }
      System.arraycopy(sum, 0, c, atC + i * n, n);
    }
  }

  /**
   * {@code C += Xᵀ·B}; B: rows x n, C: columns x n. Adds rows of B in order.
   *
   * @param touched records the rows of C that are added to; or null
   */
  void addTransposed(
      FloatSparseRows x, int n, float[] b, int atB, float[] c, int atC, TouchedRows touched) {
    int[] places = x.places();
    float[] values = x.values();
    prepare(n);
    for (int i = 0; i < x.rows(); i++) {
      System.arraycopy(b, atB + i * n, row0, 0, n);
      for (int k = x.start(i); k < x.start(i + 1); k++) {
        if (touched != null) {
          touched.add(places[k]);
        }
        int to = atC + places[k] * n;
        System.arraycopy(c, to, sum, 0, n);
        addOne(sum, values[k], row0);
        System.arraycopy(sum, 0, c, to, n);
      }
    }
  }

  private void prepare(int n) {
    if (sum.length != n) {
      sum = new float[n];
      row0 = new float[n];
      row1 = new float[n];
      row2 = new float[n];
      row3 = new float[n];
    }
  }

  private void addFour(float x0, float x1, float x2, float x3) {
    float[] s = sum;
    float[] b0 = row0;
    float[] b1 = row1;
    float[] b2 = row2;
    float[] b3 = row3;
    for (int j = 0; j < s.length; j++) {
      s[j] = (((s[j] + x0 * b0[j]) + x1 * b1[j]) + x2 * b2[j]) + x3 * b3[j];
    }
  }

  private static void addOne(float[] s, float x, float[] b) {
    for (int j = 0; j < s.length; j++) {
      s[j] += x * b[j];
    }
  }
}
