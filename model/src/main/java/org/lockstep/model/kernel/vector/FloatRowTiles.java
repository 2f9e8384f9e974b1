// Written by GeneratedKernelsTest: do not edit.
package org.lockstep.model.kernel.vector;

import static org.lockstep.model.kernel.vector.Lanes.FLOAT;
import static org.lockstep.model.kernel.vector.Lanes.FLOATS;
import static org.lockstep.model.kernel.vector.Lanes.FLOAT_ROW;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of C = A·B, named by rows x vectors, for a left factor in rows.
 *
 * <p>The initial sums start at {@code s[start]}, in rows {@code ldS} apart; the elements of A at
 * {@code a[left]}, in rows FLOAT_ROW apart; the columns of B at {@code b[right]}, in rows {@code
 * ldB} apart. The results go to {@code c[at]}, in rows {@code ldC} apart.
 *
 * <p>Each tile is one plain loop: with a nested loop, C2 allocates every vector as an object. The
 * stride of A is a constant, so that one register is enough to address it.
 */
final class FloatRowTiles {
  private FloatRowTiles() {}

  static void run(
      int width,
      int height,
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    if (width == 2) {
      switch (height) {
        case 1 -> tile1x2(a, left, b, right, ldB, s, start, c, at, k);
        case 2 -> tile2x2(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 3 -> tile3x2(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 4 -> tile4x2(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 5 -> tile5x2(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 6 -> tile6x2(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 12 -> tile12x2(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 13 -> tile13x2(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        default -> throw new IllegalArgumentException(height + " x 2");
      }
    } else {
      switch (height) {
        case 1 -> tile1x1(a, left, b, right, ldB, s, start, c, at, k);
        case 2 -> tile2x1(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 3 -> tile3x1(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 4 -> tile4x1(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 5 -> tile5x1(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 6 -> tile6x1(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 12 -> tile12x1(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        case 13 -> tile13x1(a, left, b, right, ldB, s, start, ldS, c, at, ldC, k);
        default -> throw new IllegalArgumentException(height + " x 1");
      }
    }
  }

  private static void tile1x2(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      float[] c,
      int at,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
  }

  private static void tile2x2(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + ldS + FLOATS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + FLOATS);
  }

  private static void tile3x2(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + ldS + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 2 * ldS + FLOATS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + FLOATS);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + FLOATS);
  }

  private static void tile4x2(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + ldS + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 2 * ldS + FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 3 * ldS + FLOATS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + FLOATS);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + FLOATS);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + FLOATS);
  }

  private static void tile5x2(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + ldS + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 2 * ldS + FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 3 * ldS + FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * ldS);
    FloatVector c4b = FloatVector.fromArray(FLOAT, s, start + 4 * ldS + FLOATS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + FLOATS);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + FLOATS);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + FLOATS);
    c4a.intoArray(c, at + 4 * ldC);
    c4b.intoArray(c, at + 4 * ldC + FLOATS);
  }

  private static void tile6x2(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + ldS + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 2 * ldS + FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 3 * ldS + FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * ldS);
    FloatVector c4b = FloatVector.fromArray(FLOAT, s, start + 4 * ldS + FLOATS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 5 * ldS);
    FloatVector c5b = FloatVector.fromArray(FLOAT, s, start + 5 * ldS + FLOATS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[i + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + FLOATS);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + FLOATS);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + FLOATS);
    c4a.intoArray(c, at + 4 * ldC);
    c4b.intoArray(c, at + 4 * ldC + FLOATS);
    c5a.intoArray(c, at + 5 * ldC);
    c5b.intoArray(c, at + 5 * ldC + FLOATS);
  }

  private static void tile12x2(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + ldS + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 2 * ldS + FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 3 * ldS + FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * ldS);
    FloatVector c4b = FloatVector.fromArray(FLOAT, s, start + 4 * ldS + FLOATS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 5 * ldS);
    FloatVector c5b = FloatVector.fromArray(FLOAT, s, start + 5 * ldS + FLOATS);
    FloatVector c6a = FloatVector.fromArray(FLOAT, s, start + 6 * ldS);
    FloatVector c6b = FloatVector.fromArray(FLOAT, s, start + 6 * ldS + FLOATS);
    FloatVector c7a = FloatVector.fromArray(FLOAT, s, start + 7 * ldS);
    FloatVector c7b = FloatVector.fromArray(FLOAT, s, start + 7 * ldS + FLOATS);
    FloatVector c8a = FloatVector.fromArray(FLOAT, s, start + 8 * ldS);
    FloatVector c8b = FloatVector.fromArray(FLOAT, s, start + 8 * ldS + FLOATS);
    FloatVector c9a = FloatVector.fromArray(FLOAT, s, start + 9 * ldS);
    FloatVector c9b = FloatVector.fromArray(FLOAT, s, start + 9 * ldS + FLOATS);
    FloatVector c10a = FloatVector.fromArray(FLOAT, s, start + 10 * ldS);
    FloatVector c10b = FloatVector.fromArray(FLOAT, s, start + 10 * ldS + FLOATS);
    FloatVector c11a = FloatVector.fromArray(FLOAT, s, start + 11 * ldS);
    FloatVector c11b = FloatVector.fromArray(FLOAT, s, start + 11 * ldS + FLOATS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[i + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[i + 6 * FLOAT_ROW]);
      c6a = a6.fma(b0, c6a);
      c6b = a6.fma(b1, c6b);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[i + 7 * FLOAT_ROW]);
      c7a = a7.fma(b0, c7a);
      c7b = a7.fma(b1, c7b);
      FloatVector a8 = FloatVector.broadcast(FLOAT, a[i + 8 * FLOAT_ROW]);
      c8a = a8.fma(b0, c8a);
      c8b = a8.fma(b1, c8b);
      FloatVector a9 = FloatVector.broadcast(FLOAT, a[i + 9 * FLOAT_ROW]);
      c9a = a9.fma(b0, c9a);
      c9b = a9.fma(b1, c9b);
      FloatVector a10 = FloatVector.broadcast(FLOAT, a[i + 10 * FLOAT_ROW]);
      c10a = a10.fma(b0, c10a);
      c10b = a10.fma(b1, c10b);
      FloatVector a11 = FloatVector.broadcast(FLOAT, a[i + 11 * FLOAT_ROW]);
      c11a = a11.fma(b0, c11a);
      c11b = a11.fma(b1, c11b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + FLOATS);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + FLOATS);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + FLOATS);
    c4a.intoArray(c, at + 4 * ldC);
    c4b.intoArray(c, at + 4 * ldC + FLOATS);
    c5a.intoArray(c, at + 5 * ldC);
    c5b.intoArray(c, at + 5 * ldC + FLOATS);
    c6a.intoArray(c, at + 6 * ldC);
    c6b.intoArray(c, at + 6 * ldC + FLOATS);
    c7a.intoArray(c, at + 7 * ldC);
    c7b.intoArray(c, at + 7 * ldC + FLOATS);
    c8a.intoArray(c, at + 8 * ldC);
    c8b.intoArray(c, at + 8 * ldC + FLOATS);
    c9a.intoArray(c, at + 9 * ldC);
    c9b.intoArray(c, at + 9 * ldC + FLOATS);
    c10a.intoArray(c, at + 10 * ldC);
    c10b.intoArray(c, at + 10 * ldC + FLOATS);
    c11a.intoArray(c, at + 11 * ldC);
    c11b.intoArray(c, at + 11 * ldC + FLOATS);
  }

  private static void tile13x2(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + ldS + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 2 * ldS + FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 3 * ldS + FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * ldS);
    FloatVector c4b = FloatVector.fromArray(FLOAT, s, start + 4 * ldS + FLOATS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 5 * ldS);
    FloatVector c5b = FloatVector.fromArray(FLOAT, s, start + 5 * ldS + FLOATS);
    FloatVector c6a = FloatVector.fromArray(FLOAT, s, start + 6 * ldS);
    FloatVector c6b = FloatVector.fromArray(FLOAT, s, start + 6 * ldS + FLOATS);
    FloatVector c7a = FloatVector.fromArray(FLOAT, s, start + 7 * ldS);
    FloatVector c7b = FloatVector.fromArray(FLOAT, s, start + 7 * ldS + FLOATS);
    FloatVector c8a = FloatVector.fromArray(FLOAT, s, start + 8 * ldS);
    FloatVector c8b = FloatVector.fromArray(FLOAT, s, start + 8 * ldS + FLOATS);
    FloatVector c9a = FloatVector.fromArray(FLOAT, s, start + 9 * ldS);
    FloatVector c9b = FloatVector.fromArray(FLOAT, s, start + 9 * ldS + FLOATS);
    FloatVector c10a = FloatVector.fromArray(FLOAT, s, start + 10 * ldS);
    FloatVector c10b = FloatVector.fromArray(FLOAT, s, start + 10 * ldS + FLOATS);
    FloatVector c11a = FloatVector.fromArray(FLOAT, s, start + 11 * ldS);
    FloatVector c11b = FloatVector.fromArray(FLOAT, s, start + 11 * ldS + FLOATS);
    FloatVector c12a = FloatVector.fromArray(FLOAT, s, start + 12 * ldS);
    FloatVector c12b = FloatVector.fromArray(FLOAT, s, start + 12 * ldS + FLOATS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector b1 = FloatVector.fromArray(FLOAT, b, j + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[i + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[i + 6 * FLOAT_ROW]);
      c6a = a6.fma(b0, c6a);
      c6b = a6.fma(b1, c6b);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[i + 7 * FLOAT_ROW]);
      c7a = a7.fma(b0, c7a);
      c7b = a7.fma(b1, c7b);
      FloatVector a8 = FloatVector.broadcast(FLOAT, a[i + 8 * FLOAT_ROW]);
      c8a = a8.fma(b0, c8a);
      c8b = a8.fma(b1, c8b);
      FloatVector a9 = FloatVector.broadcast(FLOAT, a[i + 9 * FLOAT_ROW]);
      c9a = a9.fma(b0, c9a);
      c9b = a9.fma(b1, c9b);
      FloatVector a10 = FloatVector.broadcast(FLOAT, a[i + 10 * FLOAT_ROW]);
      c10a = a10.fma(b0, c10a);
      c10b = a10.fma(b1, c10b);
      FloatVector a11 = FloatVector.broadcast(FLOAT, a[i + 11 * FLOAT_ROW]);
      c11a = a11.fma(b0, c11a);
      c11b = a11.fma(b1, c11b);
      FloatVector a12 = FloatVector.broadcast(FLOAT, a[i + 12 * FLOAT_ROW]);
      c12a = a12.fma(b0, c12a);
      c12b = a12.fma(b1, c12b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + FLOATS);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + FLOATS);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + FLOATS);
    c4a.intoArray(c, at + 4 * ldC);
    c4b.intoArray(c, at + 4 * ldC + FLOATS);
    c5a.intoArray(c, at + 5 * ldC);
    c5b.intoArray(c, at + 5 * ldC + FLOATS);
    c6a.intoArray(c, at + 6 * ldC);
    c6b.intoArray(c, at + 6 * ldC + FLOATS);
    c7a.intoArray(c, at + 7 * ldC);
    c7b.intoArray(c, at + 7 * ldC + FLOATS);
    c8a.intoArray(c, at + 8 * ldC);
    c8b.intoArray(c, at + 8 * ldC + FLOATS);
    c9a.intoArray(c, at + 9 * ldC);
    c9b.intoArray(c, at + 9 * ldC + FLOATS);
    c10a.intoArray(c, at + 10 * ldC);
    c10b.intoArray(c, at + 10 * ldC + FLOATS);
    c11a.intoArray(c, at + 11 * ldC);
    c11b.intoArray(c, at + 11 * ldC + FLOATS);
    c12a.intoArray(c, at + 12 * ldC);
    c12b.intoArray(c, at + 12 * ldC + FLOATS);
  }

  private static void tile1x1(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      float[] c,
      int at,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
    }
    c0a.intoArray(c, at);
  }

  private static void tile2x1(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
  }

  private static void tile3x1(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
    c2a.intoArray(c, at + 2 * ldC);
  }

  private static void tile4x1(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
    c2a.intoArray(c, at + 2 * ldC);
    c3a.intoArray(c, at + 3 * ldC);
  }

  private static void tile5x1(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
    c2a.intoArray(c, at + 2 * ldC);
    c3a.intoArray(c, at + 3 * ldC);
    c4a.intoArray(c, at + 4 * ldC);
  }

  private static void tile6x1(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * ldS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 5 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[i + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
    c2a.intoArray(c, at + 2 * ldC);
    c3a.intoArray(c, at + 3 * ldC);
    c4a.intoArray(c, at + 4 * ldC);
    c5a.intoArray(c, at + 5 * ldC);
  }

  private static void tile12x1(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * ldS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 5 * ldS);
    FloatVector c6a = FloatVector.fromArray(FLOAT, s, start + 6 * ldS);
    FloatVector c7a = FloatVector.fromArray(FLOAT, s, start + 7 * ldS);
    FloatVector c8a = FloatVector.fromArray(FLOAT, s, start + 8 * ldS);
    FloatVector c9a = FloatVector.fromArray(FLOAT, s, start + 9 * ldS);
    FloatVector c10a = FloatVector.fromArray(FLOAT, s, start + 10 * ldS);
    FloatVector c11a = FloatVector.fromArray(FLOAT, s, start + 11 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[i + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[i + 6 * FLOAT_ROW]);
      c6a = a6.fma(b0, c6a);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[i + 7 * FLOAT_ROW]);
      c7a = a7.fma(b0, c7a);
      FloatVector a8 = FloatVector.broadcast(FLOAT, a[i + 8 * FLOAT_ROW]);
      c8a = a8.fma(b0, c8a);
      FloatVector a9 = FloatVector.broadcast(FLOAT, a[i + 9 * FLOAT_ROW]);
      c9a = a9.fma(b0, c9a);
      FloatVector a10 = FloatVector.broadcast(FLOAT, a[i + 10 * FLOAT_ROW]);
      c10a = a10.fma(b0, c10a);
      FloatVector a11 = FloatVector.broadcast(FLOAT, a[i + 11 * FLOAT_ROW]);
      c11a = a11.fma(b0, c11a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
    c2a.intoArray(c, at + 2 * ldC);
    c3a.intoArray(c, at + 3 * ldC);
    c4a.intoArray(c, at + 4 * ldC);
    c5a.intoArray(c, at + 5 * ldC);
    c6a.intoArray(c, at + 6 * ldC);
    c7a.intoArray(c, at + 7 * ldC);
    c8a.intoArray(c, at + 8 * ldC);
    c9a.intoArray(c, at + 9 * ldC);
    c10a.intoArray(c, at + 10 * ldC);
    c11a.intoArray(c, at + 11 * ldC);
  }

  private static void tile13x1(
      float[] a,
      int left,
      float[] b,
      int right,
      int ldB,
      float[] s,
      int start,
      int ldS,
      float[] c,
      int at,
      int ldC,
      int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + ldS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * ldS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * ldS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * ldS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 5 * ldS);
    FloatVector c6a = FloatVector.fromArray(FLOAT, s, start + 6 * ldS);
    FloatVector c7a = FloatVector.fromArray(FLOAT, s, start + 7 * ldS);
    FloatVector c8a = FloatVector.fromArray(FLOAT, s, start + 8 * ldS);
    FloatVector c9a = FloatVector.fromArray(FLOAT, s, start + 9 * ldS);
    FloatVector c10a = FloatVector.fromArray(FLOAT, s, start + 10 * ldS);
    FloatVector c11a = FloatVector.fromArray(FLOAT, s, start + 11 * ldS);
    FloatVector c12a = FloatVector.fromArray(FLOAT, s, start + 12 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p;
      int j = right + p * ldB;
      FloatVector b0 = FloatVector.fromArray(FLOAT, b, j);
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[i]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[i + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[i + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[i + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[i + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[i + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[i + 6 * FLOAT_ROW]);
      c6a = a6.fma(b0, c6a);
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[i + 7 * FLOAT_ROW]);
      c7a = a7.fma(b0, c7a);
      FloatVector a8 = FloatVector.broadcast(FLOAT, a[i + 8 * FLOAT_ROW]);
      c8a = a8.fma(b0, c8a);
      FloatVector a9 = FloatVector.broadcast(FLOAT, a[i + 9 * FLOAT_ROW]);
      c9a = a9.fma(b0, c9a);
      FloatVector a10 = FloatVector.broadcast(FLOAT, a[i + 10 * FLOAT_ROW]);
      c10a = a10.fma(b0, c10a);
      FloatVector a11 = FloatVector.broadcast(FLOAT, a[i + 11 * FLOAT_ROW]);
      c11a = a11.fma(b0, c11a);
      FloatVector a12 = FloatVector.broadcast(FLOAT, a[i + 12 * FLOAT_ROW]);
      c12a = a12.fma(b0, c12a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
    c2a.intoArray(c, at + 2 * ldC);
    c3a.intoArray(c, at + 3 * ldC);
    c4a.intoArray(c, at + 4 * ldC);
    c5a.intoArray(c, at + 5 * ldC);
    c6a.intoArray(c, at + 6 * ldC);
    c7a.intoArray(c, at + 7 * ldC);
    c8a.intoArray(c, at + 8 * ldC);
    c9a.intoArray(c, at + 9 * ldC);
    c10a.intoArray(c, at + 10 * ldC);
    c11a.intoArray(c, at + 11 * ldC);
    c12a.intoArray(c, at + 12 * ldC);
  }
}
