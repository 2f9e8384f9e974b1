// Written by GeneratedKernelsTest: do not edit.
package org.lockstep.model.kernel.vector;

import static org.lockstep.model.kernel.vector.Lanes.DOUBLE;
import static org.lockstep.model.kernel.vector.Lanes.DOUBLES;
import static org.lockstep.model.kernel.vector.Lanes.PANEL;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of C = A·B, named by rows x vectors, for a left factor in columns.
 *
 * <p>All read from {@code s}: the sums to begin with at {@code start}, one tile after the other;
 * elements of A at {@code left}; the panel of B at {@code right}. The sums go to {@code c}, in rows
 * {@code ld} apart.
 *
 * <p>Each is one plain loop: with another one inside, C2 makes an object of every vector. The
 * distances of what a step reads are constant, so that one register is enough to find it.
 */
final class DoubleColumnTiles {
  private DoubleColumnTiles() {}

  static void run(
      int width,
      int height,
      double[] s,
      int start,
      int left,
      int right,
      double[] c,
      int at,
      int ld,
      int k) {
    if (width == 2) {
      switch (height) {
        case 1 -> tile1x2(s, start, left, right, c, at, k);
        case 2 -> tile2x2(s, start, left, right, c, at, ld, k);
        case 3 -> tile3x2(s, start, left, right, c, at, ld, k);
        case 4 -> tile4x2(s, start, left, right, c, at, ld, k);
        case 5 -> tile5x2(s, start, left, right, c, at, ld, k);
        case 6 -> tile6x2(s, start, left, right, c, at, ld, k);
        case 12 -> tile12x2(s, start, left, right, c, at, ld, k);
        case 13 -> tile13x2(s, start, left, right, c, at, ld, k);
        default -> throw new IllegalArgumentException(height + " x 2");
      }
    } else {
      switch (height) {
        case 1 -> tile1x1(s, start, left, right, c, at, k);
        case 2 -> tile2x1(s, start, left, right, c, at, ld, k);
        case 3 -> tile3x1(s, start, left, right, c, at, ld, k);
        case 4 -> tile4x1(s, start, left, right, c, at, ld, k);
        case 5 -> tile5x1(s, start, left, right, c, at, ld, k);
        case 6 -> tile6x1(s, start, left, right, c, at, ld, k);
        case 12 -> tile12x1(s, start, left, right, c, at, ld, k);
        case 13 -> tile13x1(s, start, left, right, c, at, ld, k);
        default -> throw new IllegalArgumentException(height + " x 1");
      }
    }
  }

  private static void tile1x2(
      double[] s, int start, int left, int right, double[] c, int at, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * (2 * DOUBLES);
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, s, b + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
  }

  private static void tile2x2(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * (2 * DOUBLES);
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, s, b + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + DOUBLES);
  }

  private static void tile3x2(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 5 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * (2 * DOUBLES);
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, s, b + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + DOUBLES);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + DOUBLES);
  }

  private static void tile4x2(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 5 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 6 * DOUBLES);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 7 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * (2 * DOUBLES);
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, s, b + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + DOUBLES);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + DOUBLES);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + DOUBLES);
  }

  private static void tile5x2(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 5 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 6 * DOUBLES);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 7 * DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 8 * DOUBLES);
    DoubleVector c4b = DoubleVector.fromArray(DOUBLE, s, start + 9 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * (2 * DOUBLES);
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, s, b + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, s[a + 4]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + DOUBLES);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + DOUBLES);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + DOUBLES);
    c4a.intoArray(c, at + 4 * ld);
    c4b.intoArray(c, at + 4 * ld + DOUBLES);
  }

  private static void tile6x2(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 5 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 6 * DOUBLES);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 7 * DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 8 * DOUBLES);
    DoubleVector c4b = DoubleVector.fromArray(DOUBLE, s, start + 9 * DOUBLES);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 10 * DOUBLES);
    DoubleVector c5b = DoubleVector.fromArray(DOUBLE, s, start + 11 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * (2 * DOUBLES);
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, s, b + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, s[a + 4]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, s[a + 5]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + DOUBLES);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + DOUBLES);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + DOUBLES);
    c4a.intoArray(c, at + 4 * ld);
    c4b.intoArray(c, at + 4 * ld + DOUBLES);
    c5a.intoArray(c, at + 5 * ld);
    c5b.intoArray(c, at + 5 * ld + DOUBLES);
  }

  private static void tile12x2(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 5 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 6 * DOUBLES);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 7 * DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 8 * DOUBLES);
    DoubleVector c4b = DoubleVector.fromArray(DOUBLE, s, start + 9 * DOUBLES);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 10 * DOUBLES);
    DoubleVector c5b = DoubleVector.fromArray(DOUBLE, s, start + 11 * DOUBLES);
    DoubleVector c6a = DoubleVector.fromArray(DOUBLE, s, start + 12 * DOUBLES);
    DoubleVector c6b = DoubleVector.fromArray(DOUBLE, s, start + 13 * DOUBLES);
    DoubleVector c7a = DoubleVector.fromArray(DOUBLE, s, start + 14 * DOUBLES);
    DoubleVector c7b = DoubleVector.fromArray(DOUBLE, s, start + 15 * DOUBLES);
    DoubleVector c8a = DoubleVector.fromArray(DOUBLE, s, start + 16 * DOUBLES);
    DoubleVector c8b = DoubleVector.fromArray(DOUBLE, s, start + 17 * DOUBLES);
    DoubleVector c9a = DoubleVector.fromArray(DOUBLE, s, start + 18 * DOUBLES);
    DoubleVector c9b = DoubleVector.fromArray(DOUBLE, s, start + 19 * DOUBLES);
    DoubleVector c10a = DoubleVector.fromArray(DOUBLE, s, start + 20 * DOUBLES);
    DoubleVector c10b = DoubleVector.fromArray(DOUBLE, s, start + 21 * DOUBLES);
    DoubleVector c11a = DoubleVector.fromArray(DOUBLE, s, start + 22 * DOUBLES);
    DoubleVector c11b = DoubleVector.fromArray(DOUBLE, s, start + 23 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * (2 * DOUBLES);
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, s, b + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, s[a + 4]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, s[a + 5]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
      DoubleVector a6 = DoubleVector.broadcast(DOUBLE, s[a + 6]);
      c6a = a6.fma(b0, c6a);
      c6b = a6.fma(b1, c6b);
      DoubleVector a7 = DoubleVector.broadcast(DOUBLE, s[a + 7]);
      c7a = a7.fma(b0, c7a);
      c7b = a7.fma(b1, c7b);
      DoubleVector a8 = DoubleVector.broadcast(DOUBLE, s[a + 8]);
      c8a = a8.fma(b0, c8a);
      c8b = a8.fma(b1, c8b);
      DoubleVector a9 = DoubleVector.broadcast(DOUBLE, s[a + 9]);
      c9a = a9.fma(b0, c9a);
      c9b = a9.fma(b1, c9b);
      DoubleVector a10 = DoubleVector.broadcast(DOUBLE, s[a + 10]);
      c10a = a10.fma(b0, c10a);
      c10b = a10.fma(b1, c10b);
      DoubleVector a11 = DoubleVector.broadcast(DOUBLE, s[a + 11]);
      c11a = a11.fma(b0, c11a);
      c11b = a11.fma(b1, c11b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + DOUBLES);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + DOUBLES);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + DOUBLES);
    c4a.intoArray(c, at + 4 * ld);
    c4b.intoArray(c, at + 4 * ld + DOUBLES);
    c5a.intoArray(c, at + 5 * ld);
    c5b.intoArray(c, at + 5 * ld + DOUBLES);
    c6a.intoArray(c, at + 6 * ld);
    c6b.intoArray(c, at + 6 * ld + DOUBLES);
    c7a.intoArray(c, at + 7 * ld);
    c7b.intoArray(c, at + 7 * ld + DOUBLES);
    c8a.intoArray(c, at + 8 * ld);
    c8b.intoArray(c, at + 8 * ld + DOUBLES);
    c9a.intoArray(c, at + 9 * ld);
    c9b.intoArray(c, at + 9 * ld + DOUBLES);
    c10a.intoArray(c, at + 10 * ld);
    c10b.intoArray(c, at + 10 * ld + DOUBLES);
    c11a.intoArray(c, at + 11 * ld);
    c11b.intoArray(c, at + 11 * ld + DOUBLES);
  }

  private static void tile13x2(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c0b = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c1b = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    DoubleVector c2b = DoubleVector.fromArray(DOUBLE, s, start + 5 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 6 * DOUBLES);
    DoubleVector c3b = DoubleVector.fromArray(DOUBLE, s, start + 7 * DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 8 * DOUBLES);
    DoubleVector c4b = DoubleVector.fromArray(DOUBLE, s, start + 9 * DOUBLES);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 10 * DOUBLES);
    DoubleVector c5b = DoubleVector.fromArray(DOUBLE, s, start + 11 * DOUBLES);
    DoubleVector c6a = DoubleVector.fromArray(DOUBLE, s, start + 12 * DOUBLES);
    DoubleVector c6b = DoubleVector.fromArray(DOUBLE, s, start + 13 * DOUBLES);
    DoubleVector c7a = DoubleVector.fromArray(DOUBLE, s, start + 14 * DOUBLES);
    DoubleVector c7b = DoubleVector.fromArray(DOUBLE, s, start + 15 * DOUBLES);
    DoubleVector c8a = DoubleVector.fromArray(DOUBLE, s, start + 16 * DOUBLES);
    DoubleVector c8b = DoubleVector.fromArray(DOUBLE, s, start + 17 * DOUBLES);
    DoubleVector c9a = DoubleVector.fromArray(DOUBLE, s, start + 18 * DOUBLES);
    DoubleVector c9b = DoubleVector.fromArray(DOUBLE, s, start + 19 * DOUBLES);
    DoubleVector c10a = DoubleVector.fromArray(DOUBLE, s, start + 20 * DOUBLES);
    DoubleVector c10b = DoubleVector.fromArray(DOUBLE, s, start + 21 * DOUBLES);
    DoubleVector c11a = DoubleVector.fromArray(DOUBLE, s, start + 22 * DOUBLES);
    DoubleVector c11b = DoubleVector.fromArray(DOUBLE, s, start + 23 * DOUBLES);
    DoubleVector c12a = DoubleVector.fromArray(DOUBLE, s, start + 24 * DOUBLES);
    DoubleVector c12b = DoubleVector.fromArray(DOUBLE, s, start + 25 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * (2 * DOUBLES);
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLE, s, b + DOUBLES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, s[a + 4]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, s[a + 5]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
      DoubleVector a6 = DoubleVector.broadcast(DOUBLE, s[a + 6]);
      c6a = a6.fma(b0, c6a);
      c6b = a6.fma(b1, c6b);
      DoubleVector a7 = DoubleVector.broadcast(DOUBLE, s[a + 7]);
      c7a = a7.fma(b0, c7a);
      c7b = a7.fma(b1, c7b);
      DoubleVector a8 = DoubleVector.broadcast(DOUBLE, s[a + 8]);
      c8a = a8.fma(b0, c8a);
      c8b = a8.fma(b1, c8b);
      DoubleVector a9 = DoubleVector.broadcast(DOUBLE, s[a + 9]);
      c9a = a9.fma(b0, c9a);
      c9b = a9.fma(b1, c9b);
      DoubleVector a10 = DoubleVector.broadcast(DOUBLE, s[a + 10]);
      c10a = a10.fma(b0, c10a);
      c10b = a10.fma(b1, c10b);
      DoubleVector a11 = DoubleVector.broadcast(DOUBLE, s[a + 11]);
      c11a = a11.fma(b0, c11a);
      c11b = a11.fma(b1, c11b);
      DoubleVector a12 = DoubleVector.broadcast(DOUBLE, s[a + 12]);
      c12a = a12.fma(b0, c12a);
      c12b = a12.fma(b1, c12b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + DOUBLES);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + DOUBLES);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + DOUBLES);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + DOUBLES);
    c4a.intoArray(c, at + 4 * ld);
    c4b.intoArray(c, at + 4 * ld + DOUBLES);
    c5a.intoArray(c, at + 5 * ld);
    c5b.intoArray(c, at + 5 * ld + DOUBLES);
    c6a.intoArray(c, at + 6 * ld);
    c6b.intoArray(c, at + 6 * ld + DOUBLES);
    c7a.intoArray(c, at + 7 * ld);
    c7b.intoArray(c, at + 7 * ld + DOUBLES);
    c8a.intoArray(c, at + 8 * ld);
    c8b.intoArray(c, at + 8 * ld + DOUBLES);
    c9a.intoArray(c, at + 9 * ld);
    c9b.intoArray(c, at + 9 * ld + DOUBLES);
    c10a.intoArray(c, at + 10 * ld);
    c10b.intoArray(c, at + 10 * ld + DOUBLES);
    c11a.intoArray(c, at + 11 * ld);
    c11b.intoArray(c, at + 11 * ld + DOUBLES);
    c12a.intoArray(c, at + 12 * ld);
    c12b.intoArray(c, at + 12 * ld + DOUBLES);
  }

  private static void tile1x1(
      double[] s, int start, int left, int right, double[] c, int at, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * DOUBLES;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
    }
    c0a.intoArray(c, at);
  }

  private static void tile2x1(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * DOUBLES;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
  }

  private static void tile3x1(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * DOUBLES;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
    c2a.intoArray(c, at + 2 * ld);
  }

  private static void tile4x1(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * DOUBLES;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
    c2a.intoArray(c, at + 2 * ld);
    c3a.intoArray(c, at + 3 * ld);
  }

  private static void tile5x1(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * DOUBLES;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, s[a + 4]);
      c4a = a4.fma(b0, c4a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
    c2a.intoArray(c, at + 2 * ld);
    c3a.intoArray(c, at + 3 * ld);
    c4a.intoArray(c, at + 4 * ld);
  }

  private static void tile6x1(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 5 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * DOUBLES;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, s[a + 4]);
      c4a = a4.fma(b0, c4a);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, s[a + 5]);
      c5a = a5.fma(b0, c5a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
    c2a.intoArray(c, at + 2 * ld);
    c3a.intoArray(c, at + 3 * ld);
    c4a.intoArray(c, at + 4 * ld);
    c5a.intoArray(c, at + 5 * ld);
  }

  private static void tile12x1(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 5 * DOUBLES);
    DoubleVector c6a = DoubleVector.fromArray(DOUBLE, s, start + 6 * DOUBLES);
    DoubleVector c7a = DoubleVector.fromArray(DOUBLE, s, start + 7 * DOUBLES);
    DoubleVector c8a = DoubleVector.fromArray(DOUBLE, s, start + 8 * DOUBLES);
    DoubleVector c9a = DoubleVector.fromArray(DOUBLE, s, start + 9 * DOUBLES);
    DoubleVector c10a = DoubleVector.fromArray(DOUBLE, s, start + 10 * DOUBLES);
    DoubleVector c11a = DoubleVector.fromArray(DOUBLE, s, start + 11 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * DOUBLES;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, s[a + 4]);
      c4a = a4.fma(b0, c4a);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, s[a + 5]);
      c5a = a5.fma(b0, c5a);
      DoubleVector a6 = DoubleVector.broadcast(DOUBLE, s[a + 6]);
      c6a = a6.fma(b0, c6a);
      DoubleVector a7 = DoubleVector.broadcast(DOUBLE, s[a + 7]);
      c7a = a7.fma(b0, c7a);
      DoubleVector a8 = DoubleVector.broadcast(DOUBLE, s[a + 8]);
      c8a = a8.fma(b0, c8a);
      DoubleVector a9 = DoubleVector.broadcast(DOUBLE, s[a + 9]);
      c9a = a9.fma(b0, c9a);
      DoubleVector a10 = DoubleVector.broadcast(DOUBLE, s[a + 10]);
      c10a = a10.fma(b0, c10a);
      DoubleVector a11 = DoubleVector.broadcast(DOUBLE, s[a + 11]);
      c11a = a11.fma(b0, c11a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
    c2a.intoArray(c, at + 2 * ld);
    c3a.intoArray(c, at + 3 * ld);
    c4a.intoArray(c, at + 4 * ld);
    c5a.intoArray(c, at + 5 * ld);
    c6a.intoArray(c, at + 6 * ld);
    c7a.intoArray(c, at + 7 * ld);
    c8a.intoArray(c, at + 8 * ld);
    c9a.intoArray(c, at + 9 * ld);
    c10a.intoArray(c, at + 10 * ld);
    c11a.intoArray(c, at + 11 * ld);
  }

  private static void tile13x1(
      double[] s, int start, int left, int right, double[] c, int at, int ld, int k) {
    DoubleVector c0a = DoubleVector.fromArray(DOUBLE, s, start);
    DoubleVector c1a = DoubleVector.fromArray(DOUBLE, s, start + DOUBLES);
    DoubleVector c2a = DoubleVector.fromArray(DOUBLE, s, start + 2 * DOUBLES);
    DoubleVector c3a = DoubleVector.fromArray(DOUBLE, s, start + 3 * DOUBLES);
    DoubleVector c4a = DoubleVector.fromArray(DOUBLE, s, start + 4 * DOUBLES);
    DoubleVector c5a = DoubleVector.fromArray(DOUBLE, s, start + 5 * DOUBLES);
    DoubleVector c6a = DoubleVector.fromArray(DOUBLE, s, start + 6 * DOUBLES);
    DoubleVector c7a = DoubleVector.fromArray(DOUBLE, s, start + 7 * DOUBLES);
    DoubleVector c8a = DoubleVector.fromArray(DOUBLE, s, start + 8 * DOUBLES);
    DoubleVector c9a = DoubleVector.fromArray(DOUBLE, s, start + 9 * DOUBLES);
    DoubleVector c10a = DoubleVector.fromArray(DOUBLE, s, start + 10 * DOUBLES);
    DoubleVector c11a = DoubleVector.fromArray(DOUBLE, s, start + 11 * DOUBLES);
    DoubleVector c12a = DoubleVector.fromArray(DOUBLE, s, start + 12 * DOUBLES);
    for (int p = 0; p < k; p++) {
      int a = left + p * PANEL;
      int b = right + p * DOUBLES;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLE, s, b);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLE, s[a]);
      c0a = a0.fma(b0, c0a);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLE, s[a + 1]);
      c1a = a1.fma(b0, c1a);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLE, s[a + 2]);
      c2a = a2.fma(b0, c2a);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLE, s[a + 3]);
      c3a = a3.fma(b0, c3a);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLE, s[a + 4]);
      c4a = a4.fma(b0, c4a);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLE, s[a + 5]);
      c5a = a5.fma(b0, c5a);
      DoubleVector a6 = DoubleVector.broadcast(DOUBLE, s[a + 6]);
      c6a = a6.fma(b0, c6a);
      DoubleVector a7 = DoubleVector.broadcast(DOUBLE, s[a + 7]);
      c7a = a7.fma(b0, c7a);
      DoubleVector a8 = DoubleVector.broadcast(DOUBLE, s[a + 8]);
      c8a = a8.fma(b0, c8a);
      DoubleVector a9 = DoubleVector.broadcast(DOUBLE, s[a + 9]);
      c9a = a9.fma(b0, c9a);
      DoubleVector a10 = DoubleVector.broadcast(DOUBLE, s[a + 10]);
      c10a = a10.fma(b0, c10a);
      DoubleVector a11 = DoubleVector.broadcast(DOUBLE, s[a + 11]);
      c11a = a11.fma(b0, c11a);
      DoubleVector a12 = DoubleVector.broadcast(DOUBLE, s[a + 12]);
      c12a = a12.fma(b0, c12a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
    c2a.intoArray(c, at + 2 * ld);
    c3a.intoArray(c, at + 3 * ld);
    c4a.intoArray(c, at + 4 * ld);
    c5a.intoArray(c, at + 5 * ld);
    c6a.intoArray(c, at + 6 * ld);
    c7a.intoArray(c, at + 7 * ld);
    c8a.intoArray(c, at + 8 * ld);
    c9a.intoArray(c, at + 9 * ld);
    c10a.intoArray(c, at + 10 * ld);
    c11a.intoArray(c, at + 11 * ld);
    c12a.intoArray(c, at + 12 * ld);
  }
}
