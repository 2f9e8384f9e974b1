// Written by GeneratedKernelsTest: do not edit.
package org.lockstep.model.kernel.vector;

import static org.lockstep.model.kernel.vector.Lanes.DOUBLE;
import static org.lockstep.model.kernel.vector.Lanes.DOUBLES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * Multiplies one row of {@code double}s by a matrix: c = a·B or c += a·B.
 *
 * <p>That is too little work to be worth a copy of B. The elements of a are {@code step} apart.
 */
final class DoubleRow {
  private DoubleRow() {}

  static void multiply(
      int n,
      int k,
      double[] a,
      int atA,
      int step,
      double[] b,
      int atB,
      int ldB,
      double[] c,
      int atC,
      boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(c, atC, atC + n, 0);
    }
    int j = 0;
    for (; j <= n - 4 * DOUBLES; j += 4 * DOUBLES) {
      four(k, a, atA, step, b, atB + j, ldB, c, atC + j);
    }
    for (; j <= n - DOUBLES; j += DOUBLES) {
      one(k, a, atA, step, b, atB + j, ldB, c, atC + j);
    }
    for (int p = 0; p < k && j < n; p++) {
      rest(n - j, a[atA + p * step], b, atB + p * ldB + j, c, atC + j);
    }
  }

  private static void four(
      int k, double[] a, int atA, int step, double[] b, int atB, int ldB, double[] c, int atC) {
    DoubleVector c0 = DoubleVector.fromArray(DOUBLE, c, atC);
    DoubleVector c1 = DoubleVector.fromArray(DOUBLE, c, atC + DOUBLES);
    DoubleVector c2 = DoubleVector.fromArray(DOUBLE, c, atC + 2 * DOUBLES);
    DoubleVector c3 = DoubleVector.fromArray(DOUBLE, c, atC + 3 * DOUBLES);
    int row = atB;
    for (int p = 0; p < k; p++, row += ldB) {
      DoubleVector x = DoubleVector.broadcast(DOUBLE, a[atA + p * step]);
      c0 = x.fma(DoubleVector.fromArray(DOUBLE, b, row), c0);
      c1 = x.fma(DoubleVector.fromArray(DOUBLE, b, row + DOUBLES), c1);
      c2 = x.fma(DoubleVector.fromArray(DOUBLE, b, row + 2 * DOUBLES), c2);
      c3 = x.fma(DoubleVector.fromArray(DOUBLE, b, row + 3 * DOUBLES), c3);
    }
    c0.intoArray(c, atC);
    c1.intoArray(c, atC + DOUBLES);
    c2.intoArray(c, atC + 2 * DOUBLES);
    c3.intoArray(c, atC + 3 * DOUBLES);
  }

  private static void one(
      int k, double[] a, int atA, int step, double[] b, int atB, int ldB, double[] c, int atC) {
    DoubleVector sum = DoubleVector.fromArray(DOUBLE, c, atC);
    int row = atB;
    for (int p = 0; p < k; p++, row += ldB) {
      DoubleVector x = DoubleVector.broadcast(DOUBLE, a[atA + p * step]);
      sum = x.fma(DoubleVector.fromArray(DOUBLE, b, row), sum);
    }
    sum.intoArray(c, atC);
  }

  private static void rest(int n, double x, double[] b, int atB, double[] c, int atC) {
    for (int j = 0; j < n; j++) {
      c[atC + j] = Math.fma(x, b[atB + j], c[atC + j]);
    }
  }
}
