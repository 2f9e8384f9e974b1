// Written by GeneratedKernelsTest: do not edit.
package org.lockstep.model.kernel.vector;

import static org.lockstep.model.kernel.vector.Lanes.DOUBLE;
import static org.lockstep.model.kernel.vector.Lanes.DOUBLES;
import static org.lockstep.model.kernel.vector.Lanes.DOUBLE_ROW;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of C = A·B, named by rows x vectors, for a left factor in columns.
 *
 * <p>The initial sums start at {@code s[start]}, in rows {@code ldS} apart; the elements of A at
 * {@code a[left]}, in rows DOUBLE_ROW apart; the columns of B at {@code b[right]}, in rows {@code
 * ldB} apart. The results go to {@code c[at]}, in rows {@code ldC} apart.
 *
 * <p>Each tile is one plain loop: with a nested loop, C2 allocates every vector as an object. The
 * stride of A is a constant, so that one register is enough to address it.
 */
final class DoubleColumnTiles {
  private DoubleColumnTiles() {}

  static void run(
      int width,
      int height,
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
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
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      double[] c,
      int at,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, b, j + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
  }

  private static void tile2x2(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + ldS + DOUBLES);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, b, j + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + DOUBLES);
  }

  private static void tile3x2(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + ldS + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS + DOUBLES);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, b, j + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + DOUBLES);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + DOUBLES);
  }

  private static void tile4x2(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + ldS + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS + DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS + DOUBLES);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, b, j + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + DOUBLES);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + DOUBLES);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + DOUBLES);
  }

  private static void tile5x2(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + ldS + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS + DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS + DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS);
    DoubleVector c4b = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS + DOUBLES);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, b, j + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, a[i + 4]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + DOUBLES);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + DOUBLES);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + DOUBLES);
    c4a.intoArray(c, at + 4 * ldC);
    c4b.intoArray(c, at + 4 * ldC + DOUBLES);
  }

  private static void tile6x2(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + ldS + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS + DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS + DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS);
    DoubleVector c4b = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS + DOUBLES);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 5 * ldS);
    DoubleVector c5b = DoubleVector.fromArray(DOUBLE, s, start + 5 * ldS + DOUBLES);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, b, j + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, a[i + 4]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, a[i + 5]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + DOUBLES);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + DOUBLES);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + DOUBLES);
    c4a.intoArray(c, at + 4 * ldC);
    c4b.intoArray(c, at + 4 * ldC + DOUBLES);
    c5a.intoArray(c, at + 5 * ldC);
    c5b.intoArray(c, at + 5 * ldC + DOUBLES);
  }

  private static void tile12x2(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + ldS + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS + DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS + DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS);
    DoubleVector c4b = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS + DOUBLES);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 5 * ldS);
    DoubleVector c5b = DoubleVector.fromArray(DOUBLE, s, start + 5 * ldS + DOUBLES);
    DoubleVector c6a = DoubleVector.fromArray(DOUBLE, s, start + 6 * ldS);
    DoubleVector c6b = DoubleVector.fromArray(DOUBLE, s, start + 6 * ldS + DOUBLES);
    DoubleVector c7a = DoubleVector.fromArray(DOUBLE, s, start + 7 * ldS);
    DoubleVector c7b = DoubleVector.fromArray(DOUBLE, s, start + 7 * ldS + DOUBLES);
    DoubleVector c8a = DoubleVector.fromArray(DOUBLE, s, start + 8 * ldS);
    DoubleVector c8b = DoubleVector.fromArray(DOUBLE, s, start + 8 * ldS + DOUBLES);
    DoubleVector c9a = DoubleVector.fromArray(DOUBLE, s, start + 9 * ldS);
    DoubleVector c9b = DoubleVector.fromArray(DOUBLE, s, start + 9 * ldS + DOUBLES);
    DoubleVector c10a = DoubleVector.fromArray(DOUBLE, s, start + 10 * ldS);
    DoubleVector c10b = DoubleVector.fromArray(DOUBLE, s, start + 10 * ldS + DOUBLES);
    DoubleVector c11a = DoubleVector.fromArray(DOUBLE, s, start + 11 * ldS);
    DoubleVector c11b = DoubleVector.fromArray(DOUBLE, s, start + 11 * ldS + DOUBLES);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, b, j + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, a[i + 4]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, a[i + 5]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
      DoubleVector a6 = DoubleVector.broadcast(DOUBLE, a[i + 6]);
      c6a = a6.fma(b0, c6a);
      c6b = a6.fma(b1, c6b);
      DoubleVector a7 = DoubleVector.broadcast(DOUBLE, a[i + 7]);
      c7a = a7.fma(b0, c7a);
      c7b = a7.fma(b1, c7b);
      DoubleVector a8 = DoubleVector.broadcast(DOUBLE, a[i + 8]);
      c8a = a8.fma(b0, c8a);
      c8b = a8.fma(b1, c8b);
      DoubleVector a9 = DoubleVector.broadcast(DOUBLE, a[i + 9]);
      c9a = a9.fma(b0, c9a);
      c9b = a9.fma(b1, c9b);
      DoubleVector a10 = DoubleVector.broadcast(DOUBLE, a[i + 10]);
      c10a = a10.fma(b0, c10a);
      c10b = a10.fma(b1, c10b);
      DoubleVector a11 = DoubleVector.broadcast(DOUBLE, a[i + 11]);
      c11a = a11.fma(b0, c11a);
      c11b = a11.fma(b1, c11b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + DOUBLES);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + DOUBLES);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + DOUBLES);
    c4a.intoArray(c, at + 4 * ldC);
    c4b.intoArray(c, at + 4 * ldC + DOUBLES);
    c5a.intoArray(c, at + 5 * ldC);
    c5b.intoArray(c, at + 5 * ldC + DOUBLES);
    c6a.intoArray(c, at + 6 * ldC);
    c6b.intoArray(c, at + 6 * ldC + DOUBLES);
    c7a.intoArray(c, at + 7 * ldC);
    c7b.intoArray(c, at + 7 * ldC + DOUBLES);
    c8a.intoArray(c, at + 8 * ldC);
    c8b.intoArray(c, at + 8 * ldC + DOUBLES);
    c9a.intoArray(c, at + 9 * ldC);
    c9b.intoArray(c, at + 9 * ldC + DOUBLES);
    c10a.intoArray(c, at + 10 * ldC);
    c10b.intoArray(c, at + 10 * ldC + DOUBLES);
    c11a.intoArray(c, at + 11 * ldC);
    c11b.intoArray(c, at + 11 * ldC + DOUBLES);
  }

  private static void tile13x2(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + ldS + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS + DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS + DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS);
    DoubleVector c4b = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS + DOUBLES);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 5 * ldS);
    DoubleVector c5b = DoubleVector.fromArray(DOUBLE, s, start + 5 * ldS + DOUBLES);
    DoubleVector c6a = DoubleVector.fromArray(DOUBLE, s, start + 6 * ldS);
    DoubleVector c6b = DoubleVector.fromArray(DOUBLE, s, start + 6 * ldS + DOUBLES);
    DoubleVector c7a = DoubleVector.fromArray(DOUBLE, s, start + 7 * ldS);
    DoubleVector c7b = DoubleVector.fromArray(DOUBLE, s, start + 7 * ldS + DOUBLES);
    DoubleVector c8a = DoubleVector.fromArray(DOUBLE, s, start + 8 * ldS);
    DoubleVector c8b = DoubleVector.fromArray(DOUBLE, s, start + 8 * ldS + DOUBLES);
    DoubleVector c9a = DoubleVector.fromArray(DOUBLE, s, start + 9 * ldS);
    DoubleVector c9b = DoubleVector.fromArray(DOUBLE, s, start + 9 * ldS + DOUBLES);
    DoubleVector c10a = DoubleVector.fromArray(DOUBLE, s, start + 10 * ldS);
    DoubleVector c10b = DoubleVector.fromArray(DOUBLE, s, start + 10 * ldS + DOUBLES);
    DoubleVector c11a = DoubleVector.fromArray(DOUBLE, s, start + 11 * ldS);
    DoubleVector c11b = DoubleVector.fromArray(DOUBLE, s, start + 11 * ldS + DOUBLES);
    DoubleVector c12a = DoubleVector.fromArray(DOUBLE, s, start + 12 * ldS);
    DoubleVector c12b = DoubleVector.fromArray(DOUBLE, s, start + 12 * ldS + DOUBLES);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, b, j + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, a[i + 4]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, a[i + 5]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
      DoubleVector a6 = DoubleVector.broadcast(DOUBLE, a[i + 6]);
      c6a = a6.fma(b0, c6a);
      c6b = a6.fma(b1, c6b);
      DoubleVector a7 = DoubleVector.broadcast(DOUBLE, a[i + 7]);
      c7a = a7.fma(b0, c7a);
      c7b = a7.fma(b1, c7b);
      DoubleVector a8 = DoubleVector.broadcast(DOUBLE, a[i + 8]);
      c8a = a8.fma(b0, c8a);
      c8b = a8.fma(b1, c8b);
      DoubleVector a9 = DoubleVector.broadcast(DOUBLE, a[i + 9]);
      c9a = a9.fma(b0, c9a);
      c9b = a9.fma(b1, c9b);
      DoubleVector a10 = DoubleVector.broadcast(DOUBLE, a[i + 10]);
      c10a = a10.fma(b0, c10a);
      c10b = a10.fma(b1, c10b);
      DoubleVector a11 = DoubleVector.broadcast(DOUBLE, a[i + 11]);
      c11a = a11.fma(b0, c11a);
      c11b = a11.fma(b1, c11b);
      DoubleVector a12 = DoubleVector.broadcast(DOUBLE, a[i + 12]);
      c12a = a12.fma(b0, c12a);
      c12b = a12.fma(b1, c12b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ldC);
    c1b.intoArray(c, at + ldC + DOUBLES);
    c2a.intoArray(c, at + 2 * ldC);
    c2b.intoArray(c, at + 2 * ldC + DOUBLES);
    c3a.intoArray(c, at + 3 * ldC);
    c3b.intoArray(c, at + 3 * ldC + DOUBLES);
    c4a.intoArray(c, at + 4 * ldC);
    c4b.intoArray(c, at + 4 * ldC + DOUBLES);
    c5a.intoArray(c, at + 5 * ldC);
    c5b.intoArray(c, at + 5 * ldC + DOUBLES);
    c6a.intoArray(c, at + 6 * ldC);
    c6b.intoArray(c, at + 6 * ldC + DOUBLES);
    c7a.intoArray(c, at + 7 * ldC);
    c7b.intoArray(c, at + 7 * ldC + DOUBLES);
    c8a.intoArray(c, at + 8 * ldC);
    c8b.intoArray(c, at + 8 * ldC + DOUBLES);
    c9a.intoArray(c, at + 9 * ldC);
    c9b.intoArray(c, at + 9 * ldC + DOUBLES);
    c10a.intoArray(c, at + 10 * ldC);
    c10b.intoArray(c, at + 10 * ldC + DOUBLES);
    c11a.intoArray(c, at + 11 * ldC);
    c11b.intoArray(c, at + 11 * ldC + DOUBLES);
    c12a.intoArray(c, at + 12 * ldC);
    c12b.intoArray(c, at + 12 * ldC + DOUBLES);
  }

  private static void tile1x1(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      double[] c,
      int at,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
    }
    c0a.intoArray(c, at);
  }

  private static void tile2x1(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
  }

  private static void tile3x1(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
    c2a.intoArray(c, at + 2 * ldC);
  }

  private static void tile4x1(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
    c2a.intoArray(c, at + 2 * ldC);
    c3a.intoArray(c, at + 3 * ldC);
  }

  private static void tile5x1(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, a[i + 4]);
      c4a = a4.fma(b0, c4a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ldC);
    c2a.intoArray(c, at + 2 * ldC);
    c3a.intoArray(c, at + 3 * ldC);
    c4a.intoArray(c, at + 4 * ldC);
  }

  private static void tile6x1(
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 5 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, a[i + 4]);
      c4a = a4.fma(b0, c4a);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, a[i + 5]);
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
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 5 * ldS);
    DoubleVector c6a = DoubleVector.fromArray(DOUBLE, s, start + 6 * ldS);
    DoubleVector c7a = DoubleVector.fromArray(DOUBLE, s, start + 7 * ldS);
    DoubleVector c8a = DoubleVector.fromArray(DOUBLE, s, start + 8 * ldS);
    DoubleVector c9a = DoubleVector.fromArray(DOUBLE, s, start + 9 * ldS);
    DoubleVector c10a = DoubleVector.fromArray(DOUBLE, s, start + 10 * ldS);
    DoubleVector c11a = DoubleVector.fromArray(DOUBLE, s, start + 11 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, a[i + 4]);
      c4a = a4.fma(b0, c4a);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, a[i + 5]);
      c5a = a5.fma(b0, c5a);
      DoubleVector a6 = DoubleVector.broadcast(DOUBLE, a[i + 6]);
      c6a = a6.fma(b0, c6a);
      DoubleVector a7 = DoubleVector.broadcast(DOUBLE, a[i + 7]);
      c7a = a7.fma(b0, c7a);
      DoubleVector a8 = DoubleVector.broadcast(DOUBLE, a[i + 8]);
      c8a = a8.fma(b0, c8a);
      DoubleVector a9 = DoubleVector.broadcast(DOUBLE, a[i + 9]);
      c9a = a9.fma(b0, c9a);
      DoubleVector a10 = DoubleVector.broadcast(DOUBLE, a[i + 10]);
      c10a = a10.fma(b0, c10a);
      DoubleVector a11 = DoubleVector.broadcast(DOUBLE, a[i + 11]);
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
      double[] a,
      int left,
      double[] b,
      int right,
      int ldB,
      double[] s,
      int start,
      int ldS,
      double[] c,
      int at,
      int ldC,
      int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + ldS);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * ldS);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * ldS);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * ldS);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 5 * ldS);
    DoubleVector c6a = DoubleVector.fromArray(DOUBLE, s, start + 6 * ldS);
    DoubleVector c7a = DoubleVector.fromArray(DOUBLE, s, start + 7 * ldS);
    DoubleVector c8a = DoubleVector.fromArray(DOUBLE, s, start + 8 * ldS);
    DoubleVector c9a = DoubleVector.fromArray(DOUBLE, s, start + 9 * ldS);
    DoubleVector c10a = DoubleVector.fromArray(DOUBLE, s, start + 10 * ldS);
    DoubleVector c11a = DoubleVector.fromArray(DOUBLE, s, start + 11 * ldS);
    DoubleVector c12a = DoubleVector.fromArray(DOUBLE, s, start + 12 * ldS);
    for (int p = 0; p < k; p++) {
      int i = left + p * DOUBLE_ROW;
      int j = right + p * ldB;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, b, j);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, a[i]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, a[i + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, a[i + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, a[i + 3]);
      c3a = a3.fma(b0, c3a);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, a[i + 4]);
      c4a = a4.fma(b0, c4a);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, a[i + 5]);
      c5a = a5.fma(b0, c5a);
      DoubleVector a6 = DoubleVector.broadcast(DOUBLE, a[i + 6]);
      c6a = a6.fma(b0, c6a);
      DoubleVector a7 = DoubleVector.broadcast(DOUBLE, a[i + 7]);
      c7a = a7.fma(b0, c7a);
      DoubleVector a8 = DoubleVector.broadcast(DOUBLE, a[i + 8]);
      c8a = a8.fma(b0, c8a);
      DoubleVector a9 = DoubleVector.broadcast(DOUBLE, a[i + 9]);
      c9a = a9.fma(b0, c9a);
      DoubleVector a10 = DoubleVector.broadcast(DOUBLE, a[i + 10]);
      c10a = a10.fma(b0, c10a);
      DoubleVector a11 = DoubleVector.broadcast(DOUBLE, a[i + 11]);
      c11a = a11.fma(b0, c11a);
      DoubleVector a12 = DoubleVector.broadcast(DOUBLE, a[i + 12]);
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
