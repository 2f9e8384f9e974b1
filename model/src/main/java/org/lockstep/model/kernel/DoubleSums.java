// Written by GeneratedKernelsTest: do not edit.
package org.lockstep.model.kernel;

import java.util.Arrays;

/**
 * Computes products of {@code double}s as sums of rows: each row of C is a weighted sum of rows of
 * B.
 *
 * <p>Rows of C and B are copied into arrays that begin at index 0. With one index for all of them
 * the JIT compiler vectorises the loop, which it does not if each has its own offset. Four rows are
 * added at once, so a row of C is read and written a quarter as often.
 */
final class DoubleSums {
  private static final int AT_ONCE = 4;

  /**
   * Rows of C computed together have at most this many elements, to stay in the second-level cache.
   */
  private static final int MOST_ELEMENTS = 1 << 17;

  private double[][] sums = {};
  private final double[][] rows = new double[AT_ONCE][];

  /**
   * Computes C = A·B, or C += A·B. Element (i, p) of A lies at {@code a[atA + i·rowA + p·columnA]},
   * and likewise for B; C is row-major.
   */
  void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int rowA,
      int columnA,
      double[] b,
      int atB,
      int rowB,
      int columnB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    int most = Math.max(AT_ONCE, MOST_ELEMENTS / n);
    for (int from = 0; from < m; from += most) {
      int some = Math.min(most, m - from);
      grow(some, n);
      begin(some, n, c, atC + from * ldC, ldC, accumulate);
      int atRows = atA + from * rowA;
      int p = 0;
      for (; p <= k - AT_ONCE; p += AT_ONCE) {
        for (int q = 0; q < AT_ONCE; q++) {
          copyRow(n, b, atB + (p + q) * rowB, columnB, rows[q]);
        }
        for (int i = 0; i < some; i++) {
          int x = atRows + i * rowA + p * columnA;
          double x0 = a[x];
          double x1 = a[x + columnA];
          double x2 = a[x + 2 * columnA];
          double x3 = a[x + 3 * columnA];
          addRows(n, sums[i], x0, rows[0], x1, rows[1], x2, rows[2], x3, rows[3]);
        }
      }
      for (; p < k; p++) {
        copyRow(n, b, atB + p * rowB, columnB, rows[0]);
        for (int i = 0; i < some; i++) {
          addRow(n, sums[i], a[atRows + i * rowA + p * columnA], rows[0]);
        }
      }
      for (int i = 0; i < some; i++) {
        System.arraycopy(sums[i], 0, c, atC + (from + i) * ldC, n);
      }
    }
  }

  private void grow(int m, int n) {
    int known = sums.length;
    if (known < m) {
      sums = Arrays.copyOf(sums, m);
    }
    for (int i = 0; i < m; i++) {
      if (i >= known || sums[i].length < n) {
        sums[i] = new double[n];
      }
    }
    for (int q = 0; q < AT_ONCE; q++) {
      if (rows[q] == null || rows[q].length < n) {
        rows[q] = new double[n];
      }
    }
  }

  private void begin(int m, int n, double[] c, int atC, int ldC, boolean accumulate) {
    for (int i = 0; i < m; i++) {
      if (accumulate) {
        System.arraycopy(c, atC + i * ldC, sums[i], 0, n);
      } else {
        Arrays.fill(sums[i], 0, n, 0);
      }
    }
  }

  private static void copyRow(int n, double[] b, int at, int column, double[] to) {
    if (column == 1) {
      System.arraycopy(b, at, to, 0, n);
    } else {
      for (int j = 0; j < n; j++) {
        to[j] = b[at + j * column];
      }
    }
  }

  private static void addRows(
      int n,
      double[] sum,
      double x0,
      double[] b0,
      double x1,
      double[] b1,
      double x2,
      double[] b2,
      double x3,
      double[] b3) {
    for (int j = 0; j < n; j++) {
      sum[j] = Fma.of(x3, b3[j], Fma.of(x2, b2[j], Fma.of(x1, b1[j], Fma.of(x0, b0[j], sum[j]))));
    }
  }

  private static void addRow(int n, double[] sum, double x, double[] b) {
    for (int j = 0; j < n; j++) {
      sum[j] = Fma.of(x, b[j], sum[j]);
    }
  }
}
