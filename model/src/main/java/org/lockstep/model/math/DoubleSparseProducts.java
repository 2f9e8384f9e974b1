package org.lockstep.model.math;

import java.util.Arrays;

/**
 * The products of {@link DoubleSparseRows} with dense matrices, and the memory they need. Not
 * thread-safe.
 *
 * <p>How it works: the JIT compiler vectorises a loop only if all its arrays have the same index.
 * So the rows of B and C are copied into memory of their own, and added there.
 */
final class DoubleSparseProducts {
  private double[] sum = new double[0]; // a row of C
  private double[] row0 = new double[0]; // a row of B, as the next three
  private double[] row1 = new double[0];
  private double[] row2 = new double[0];
  private double[] row3 = new double[0];

  /** {@code C = X·B}, or {@code C += X·B}; B: columns x n, C: rows x n. Adds entries in order. */
  void multiply(
      DoubleSparseRows x, int n, double[] b, int atB, double[] c, int atC, boolean accumulate) {
    int[] places = x.places();
    double[] values = x.values();
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
      DoubleSparseRows x, int n, double[] b, int atB, double[] c, int atC, TouchedRows touched) {
    int[] places = x.places();
    double[] values = x.values();
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
      sum = new double[n];
      row0 = new double[n];
      row1 = new double[n];
      row2 = new double[n];
      row3 = new double[n];
    }
  }

  private void addFour(double x0, double x1, double x2, double x3) {
    double[] s = sum;
    double[] b0 = row0;
    double[] b1 = row1;
    double[] b2 = row2;
    double[] b3 = row3;
    for (int j = 0; j < s.length; j++) {
      s[j] = (((s[j] + x0 * b0[j]) + x1 * b1[j]) + x2 * b2[j]) + x3 * b3[j];
    }
  }

  private static void addOne(double[] s, double x, double[] b) {
    for (int j = 0; j < s.length; j++) {
      s[j] += x * b[j];
    }
  }
}
