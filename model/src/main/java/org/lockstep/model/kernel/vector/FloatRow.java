package org.lockstep.model.kernel.vector;

import static org.lockstep.model.kernel.vector.Lanes.FLOAT;
import static org.lockstep.model.kernel.vector.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Multiplies one row of {@code float}s by a matrix: c = a·B or c += a·B.
 *
 * <p>That is too little work to be worth a copy of B. The elements of a are {@code step} apart.
 */
final class FloatRow {
  private FloatRow() {}

  static void multiply(
      int n,
      int k,
      float[] a,
      int atA,
      int step,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(c, atC, atC + n, 0);
    }
    int j = 0;
    for (; j <= n - 4 * FLOATS; j += 4 * FLOATS) {
      four(k, a, atA, step, b, atB + j, ldB, c, atC + j);
    }
    for (; j <= n - FLOATS; j += FLOATS) {
      one(k, a, atA, step, b, atB + j, ldB, c, atC + j);
    }
    for (int p = 0; p < k && j < n; p++) {
      rest(n - j, a[atA + p * step], b, atB + p * ldB + j, c, atC + j);
    }
  }

  private static void four(
      int k, float[] a, int atA, int step, float[] b, int atB, int ldB, float[] c, int atC) {
    FloatVector c0 = FloatVector.fromArray(FLOAT, c, atC);
    FloatVector c1 = FloatVector.fromArray(FLOAT, c, atC + FLOATS);
    FloatVector c2 = FloatVector.fromArray(FLOAT, c, atC + 2 * FLOATS);
    FloatVector c3 = FloatVector.fromArray(FLOAT, c, atC + 3 * FLOATS);
    int row = atB;
    for (int p = 0; p < k; p++, row += ldB) {
      FloatVector x = FloatVector.broadcast(FLOAT, a[atA + p * step]);
      c0 = x.fma(FloatVector.fromArray(FLOAT, b, row), c0);
      c1 = x.fma(FloatVector.fromArray(FLOAT, b, row + FLOATS), c1);
      c2 = x.fma(FloatVector.fromArray(FLOAT, b, row + 2 * FLOATS), c2);
      c3 = x.fma(FloatVector.fromArray(FLOAT, b, row + 3 * FLOATS), c3);
    }
    c0.intoArray(c, atC);
    c1.intoArray(c, atC + FLOATS);
    c2.intoArray(c, atC + 2 * FLOATS);
    c3.intoArray(c, atC + 3 * FLOATS);
  }

  private static void one(
      int k, float[] a, int atA, int step, float[] b, int atB, int ldB, float[] c, int atC) {
    FloatVector sum = FloatVector.fromArray(FLOAT, c, atC);
    int row = atB;
    for (int p = 0; p < k; p++, row += ldB) {
      FloatVector x = FloatVector.broadcast(FLOAT, a[atA + p * step]);
      sum = x.fma(FloatVector.fromArray(FLOAT, b, row), sum);
    }
    sum.intoArray(c, atC);
  }

  private static void rest(int n, float x, float[] b, int atB, float[] c, int atC) {
    for (int j = 0; j < n; j++) {
      c[atC + j] = Math.fma(x, b[atB + j], c[atC + j]);
    }
  }
}
