// Written by GeneratedKernelsTest: do not edit.
package org.lockstep.model.kernel.vector;

import static org.lockstep.model.kernel.vector.Lanes.FLOAT;
import static org.lockstep.model.kernel.vector.Lanes.FLOATS;
import static org.lockstep.model.kernel.vector.Lanes.FLOAT_ROW;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of C = A·B, named by rows x vectors, for a left factor in rows.
 *
 * <p>All read from {@code s}: the sums to begin with at {@code start}, one tile after the other;
 * elements of A at {@code left}; the panel of B at {@code right}. The sums go to {@code c}, in rows
 * {@code ld} apart.
 *
 * <p>Each is one plain loop: with another one inside, C2 makes an object of every vector. The
 * distances of what a step reads are constant, so that one register is enough to find it.
 */
final class FloatRowTiles {
  private FloatRowTiles() {}

  static void run(
      int width,
      int height,
      float[] s,
      int start,
      int left,
      int right,
      float[] c,
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

  private static void tile1x2(float[] s, int start, int left, int right, float[] c, int at, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * (2 * FLOATS);
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector b1 = FloatVector.fromArray(FLOAT, s, b + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
  }

  private static void tile2x2(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * (2 * FLOATS);
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector b1 = FloatVector.fromArray(FLOAT, s, b + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + FLOATS);
  }

  private static void tile3x2(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 5 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * (2 * FLOATS);
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector b1 = FloatVector.fromArray(FLOAT, s, b + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + FLOATS);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + FLOATS);
  }

  private static void tile4x2(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 5 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 6 * FLOATS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 7 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * (2 * FLOATS);
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector b1 = FloatVector.fromArray(FLOAT, s, b + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + FLOATS);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + FLOATS);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + FLOATS);
  }

  private static void tile5x2(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 5 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 6 * FLOATS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 7 * FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 8 * FLOATS);
    FloatVector c4b = FloatVector.fromArray(FLOAT, s, start + 9 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * (2 * FLOATS);
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector b1 = FloatVector.fromArray(FLOAT, s, b + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      FloatVector a4 = FloatVector.broadcast(FLOAT, s[a + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + FLOATS);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + FLOATS);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + FLOATS);
    c4a.intoArray(c, at + 4 * ld);
    c4b.intoArray(c, at + 4 * ld + FLOATS);
  }

  private static void tile6x2(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 5 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 6 * FLOATS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 7 * FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 8 * FLOATS);
    FloatVector c4b = FloatVector.fromArray(FLOAT, s, start + 9 * FLOATS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 10 * FLOATS);
    FloatVector c5b = FloatVector.fromArray(FLOAT, s, start + 11 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * (2 * FLOATS);
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector b1 = FloatVector.fromArray(FLOAT, s, b + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      FloatVector a4 = FloatVector.broadcast(FLOAT, s[a + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      FloatVector a5 = FloatVector.broadcast(FLOAT, s[a + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + FLOATS);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + FLOATS);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + FLOATS);
    c4a.intoArray(c, at + 4 * ld);
    c4b.intoArray(c, at + 4 * ld + FLOATS);
    c5a.intoArray(c, at + 5 * ld);
    c5b.intoArray(c, at + 5 * ld + FLOATS);
  }

  private static void tile12x2(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 5 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 6 * FLOATS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 7 * FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 8 * FLOATS);
    FloatVector c4b = FloatVector.fromArray(FLOAT, s, start + 9 * FLOATS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 10 * FLOATS);
    FloatVector c5b = FloatVector.fromArray(FLOAT, s, start + 11 * FLOATS);
    FloatVector c6a = FloatVector.fromArray(FLOAT, s, start + 12 * FLOATS);
    FloatVector c6b = FloatVector.fromArray(FLOAT, s, start + 13 * FLOATS);
    FloatVector c7a = FloatVector.fromArray(FLOAT, s, start + 14 * FLOATS);
    FloatVector c7b = FloatVector.fromArray(FLOAT, s, start + 15 * FLOATS);
    FloatVector c8a = FloatVector.fromArray(FLOAT, s, start + 16 * FLOATS);
    FloatVector c8b = FloatVector.fromArray(FLOAT, s, start + 17 * FLOATS);
    FloatVector c9a = FloatVector.fromArray(FLOAT, s, start + 18 * FLOATS);
    FloatVector c9b = FloatVector.fromArray(FLOAT, s, start + 19 * FLOATS);
    FloatVector c10a = FloatVector.fromArray(FLOAT, s, start + 20 * FLOATS);
    FloatVector c10b = FloatVector.fromArray(FLOAT, s, start + 21 * FLOATS);
    FloatVector c11a = FloatVector.fromArray(FLOAT, s, start + 22 * FLOATS);
    FloatVector c11b = FloatVector.fromArray(FLOAT, s, start + 23 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * (2 * FLOATS);
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector b1 = FloatVector.fromArray(FLOAT, s, b + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      FloatVector a4 = FloatVector.broadcast(FLOAT, s[a + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      FloatVector a5 = FloatVector.broadcast(FLOAT, s[a + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
      FloatVector a6 = FloatVector.broadcast(FLOAT, s[a + 6 * FLOAT_ROW]);
      c6a = a6.fma(b0, c6a);
      c6b = a6.fma(b1, c6b);
      FloatVector a7 = FloatVector.broadcast(FLOAT, s[a + 7 * FLOAT_ROW]);
      c7a = a7.fma(b0, c7a);
      c7b = a7.fma(b1, c7b);
      FloatVector a8 = FloatVector.broadcast(FLOAT, s[a + 8 * FLOAT_ROW]);
      c8a = a8.fma(b0, c8a);
      c8b = a8.fma(b1, c8b);
      FloatVector a9 = FloatVector.broadcast(FLOAT, s[a + 9 * FLOAT_ROW]);
      c9a = a9.fma(b0, c9a);
      c9b = a9.fma(b1, c9b);
      FloatVector a10 = FloatVector.broadcast(FLOAT, s[a + 10 * FLOAT_ROW]);
      c10a = a10.fma(b0, c10a);
      c10b = a10.fma(b1, c10b);
      FloatVector a11 = FloatVector.broadcast(FLOAT, s[a + 11 * FLOAT_ROW]);
      c11a = a11.fma(b0, c11a);
      c11b = a11.fma(b1, c11b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + FLOATS);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + FLOATS);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + FLOATS);
    c4a.intoArray(c, at + 4 * ld);
    c4b.intoArray(c, at + 4 * ld + FLOATS);
    c5a.intoArray(c, at + 5 * ld);
    c5b.intoArray(c, at + 5 * ld + FLOATS);
    c6a.intoArray(c, at + 6 * ld);
    c6b.intoArray(c, at + 6 * ld + FLOATS);
    c7a.intoArray(c, at + 7 * ld);
    c7b.intoArray(c, at + 7 * ld + FLOATS);
    c8a.intoArray(c, at + 8 * ld);
    c8b.intoArray(c, at + 8 * ld + FLOATS);
    c9a.intoArray(c, at + 9 * ld);
    c9b.intoArray(c, at + 9 * ld + FLOATS);
    c10a.intoArray(c, at + 10 * ld);
    c10b.intoArray(c, at + 10 * ld + FLOATS);
    c11a.intoArray(c, at + 11 * ld);
    c11b.intoArray(c, at + 11 * ld + FLOATS);
  }

  private static void tile13x2(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c0b = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c1b = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    FloatVector c2b = FloatVector.fromArray(FLOAT, s, start + 5 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 6 * FLOATS);
    FloatVector c3b = FloatVector.fromArray(FLOAT, s, start + 7 * FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 8 * FLOATS);
    FloatVector c4b = FloatVector.fromArray(FLOAT, s, start + 9 * FLOATS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 10 * FLOATS);
    FloatVector c5b = FloatVector.fromArray(FLOAT, s, start + 11 * FLOATS);
    FloatVector c6a = FloatVector.fromArray(FLOAT, s, start + 12 * FLOATS);
    FloatVector c6b = FloatVector.fromArray(FLOAT, s, start + 13 * FLOATS);
    FloatVector c7a = FloatVector.fromArray(FLOAT, s, start + 14 * FLOATS);
    FloatVector c7b = FloatVector.fromArray(FLOAT, s, start + 15 * FLOATS);
    FloatVector c8a = FloatVector.fromArray(FLOAT, s, start + 16 * FLOATS);
    FloatVector c8b = FloatVector.fromArray(FLOAT, s, start + 17 * FLOATS);
    FloatVector c9a = FloatVector.fromArray(FLOAT, s, start + 18 * FLOATS);
    FloatVector c9b = FloatVector.fromArray(FLOAT, s, start + 19 * FLOATS);
    FloatVector c10a = FloatVector.fromArray(FLOAT, s, start + 20 * FLOATS);
    FloatVector c10b = FloatVector.fromArray(FLOAT, s, start + 21 * FLOATS);
    FloatVector c11a = FloatVector.fromArray(FLOAT, s, start + 22 * FLOATS);
    FloatVector c11b = FloatVector.fromArray(FLOAT, s, start + 23 * FLOATS);
    FloatVector c12a = FloatVector.fromArray(FLOAT, s, start + 24 * FLOATS);
    FloatVector c12b = FloatVector.fromArray(FLOAT, s, start + 25 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * (2 * FLOATS);
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector b1 = FloatVector.fromArray(FLOAT, s, b + FLOATS);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      c0b = a0.fma(b1, c0b);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      c1b = a1.fma(b1, c1b);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      c2b = a2.fma(b1, c2b);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      c3b = a3.fma(b1, c3b);
      FloatVector a4 = FloatVector.broadcast(FLOAT, s[a + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      c4b = a4.fma(b1, c4b);
      FloatVector a5 = FloatVector.broadcast(FLOAT, s[a + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      c5b = a5.fma(b1, c5b);
      FloatVector a6 = FloatVector.broadcast(FLOAT, s[a + 6 * FLOAT_ROW]);
      c6a = a6.fma(b0, c6a);
      c6b = a6.fma(b1, c6b);
      FloatVector a7 = FloatVector.broadcast(FLOAT, s[a + 7 * FLOAT_ROW]);
      c7a = a7.fma(b0, c7a);
      c7b = a7.fma(b1, c7b);
      FloatVector a8 = FloatVector.broadcast(FLOAT, s[a + 8 * FLOAT_ROW]);
      c8a = a8.fma(b0, c8a);
      c8b = a8.fma(b1, c8b);
      FloatVector a9 = FloatVector.broadcast(FLOAT, s[a + 9 * FLOAT_ROW]);
      c9a = a9.fma(b0, c9a);
      c9b = a9.fma(b1, c9b);
      FloatVector a10 = FloatVector.broadcast(FLOAT, s[a + 10 * FLOAT_ROW]);
      c10a = a10.fma(b0, c10a);
      c10b = a10.fma(b1, c10b);
      FloatVector a11 = FloatVector.broadcast(FLOAT, s[a + 11 * FLOAT_ROW]);
      c11a = a11.fma(b0, c11a);
      c11b = a11.fma(b1, c11b);
      FloatVector a12 = FloatVector.broadcast(FLOAT, s[a + 12 * FLOAT_ROW]);
      c12a = a12.fma(b0, c12a);
      c12b = a12.fma(b1, c12b);
    }
    c0a.intoArray(c, at);
    c0b.intoArray(c, at + FLOATS);
    c1a.intoArray(c, at + ld);
    c1b.intoArray(c, at + ld + FLOATS);
    c2a.intoArray(c, at + 2 * ld);
    c2b.intoArray(c, at + 2 * ld + FLOATS);
    c3a.intoArray(c, at + 3 * ld);
    c3b.intoArray(c, at + 3 * ld + FLOATS);
    c4a.intoArray(c, at + 4 * ld);
    c4b.intoArray(c, at + 4 * ld + FLOATS);
    c5a.intoArray(c, at + 5 * ld);
    c5b.intoArray(c, at + 5 * ld + FLOATS);
    c6a.intoArray(c, at + 6 * ld);
    c6b.intoArray(c, at + 6 * ld + FLOATS);
    c7a.intoArray(c, at + 7 * ld);
    c7b.intoArray(c, at + 7 * ld + FLOATS);
    c8a.intoArray(c, at + 8 * ld);
    c8b.intoArray(c, at + 8 * ld + FLOATS);
    c9a.intoArray(c, at + 9 * ld);
    c9b.intoArray(c, at + 9 * ld + FLOATS);
    c10a.intoArray(c, at + 10 * ld);
    c10b.intoArray(c, at + 10 * ld + FLOATS);
    c11a.intoArray(c, at + 11 * ld);
    c11b.intoArray(c, at + 11 * ld + FLOATS);
    c12a.intoArray(c, at + 12 * ld);
    c12b.intoArray(c, at + 12 * ld + FLOATS);
  }

  private static void tile1x1(float[] s, int start, int left, int right, float[] c, int at, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * FLOATS;
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
    }
    c0a.intoArray(c, at);
  }

  private static void tile2x1(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * FLOATS;
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
  }

  private static void tile3x1(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * FLOATS;
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
    c2a.intoArray(c, at + 2 * ld);
  }

  private static void tile4x1(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * FLOATS;
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
    c2a.intoArray(c, at + 2 * ld);
    c3a.intoArray(c, at + 3 * ld);
  }

  private static void tile5x1(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * FLOATS;
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      FloatVector a4 = FloatVector.broadcast(FLOAT, s[a + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
    }
    c0a.intoArray(c, at);
    c1a.intoArray(c, at + ld);
    c2a.intoArray(c, at + 2 * ld);
    c3a.intoArray(c, at + 3 * ld);
    c4a.intoArray(c, at + 4 * ld);
  }

  private static void tile6x1(
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 5 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * FLOATS;
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      FloatVector a4 = FloatVector.broadcast(FLOAT, s[a + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      FloatVector a5 = FloatVector.broadcast(FLOAT, s[a + 5 * FLOAT_ROW]);
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
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 5 * FLOATS);
    FloatVector c6a = FloatVector.fromArray(FLOAT, s, start + 6 * FLOATS);
    FloatVector c7a = FloatVector.fromArray(FLOAT, s, start + 7 * FLOATS);
    FloatVector c8a = FloatVector.fromArray(FLOAT, s, start + 8 * FLOATS);
    FloatVector c9a = FloatVector.fromArray(FLOAT, s, start + 9 * FLOATS);
    FloatVector c10a = FloatVector.fromArray(FLOAT, s, start + 10 * FLOATS);
    FloatVector c11a = FloatVector.fromArray(FLOAT, s, start + 11 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * FLOATS;
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      FloatVector a4 = FloatVector.broadcast(FLOAT, s[a + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      FloatVector a5 = FloatVector.broadcast(FLOAT, s[a + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      FloatVector a6 = FloatVector.broadcast(FLOAT, s[a + 6 * FLOAT_ROW]);
      c6a = a6.fma(b0, c6a);
      FloatVector a7 = FloatVector.broadcast(FLOAT, s[a + 7 * FLOAT_ROW]);
      c7a = a7.fma(b0, c7a);
      FloatVector a8 = FloatVector.broadcast(FLOAT, s[a + 8 * FLOAT_ROW]);
      c8a = a8.fma(b0, c8a);
      FloatVector a9 = FloatVector.broadcast(FLOAT, s[a + 9 * FLOAT_ROW]);
      c9a = a9.fma(b0, c9a);
      FloatVector a10 = FloatVector.broadcast(FLOAT, s[a + 10 * FLOAT_ROW]);
      c10a = a10.fma(b0, c10a);
      FloatVector a11 = FloatVector.broadcast(FLOAT, s[a + 11 * FLOAT_ROW]);
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
      float[] s, int start, int left, int right, float[] c, int at, int ld, int k) {
    FloatVector c0a = FloatVector.fromArray(FLOAT, s, start);
    FloatVector c1a = FloatVector.fromArray(FLOAT, s, start + FLOATS);
    FloatVector c2a = FloatVector.fromArray(FLOAT, s, start + 2 * FLOATS);
    FloatVector c3a = FloatVector.fromArray(FLOAT, s, start + 3 * FLOATS);
    FloatVector c4a = FloatVector.fromArray(FLOAT, s, start + 4 * FLOATS);
    FloatVector c5a = FloatVector.fromArray(FLOAT, s, start + 5 * FLOATS);
    FloatVector c6a = FloatVector.fromArray(FLOAT, s, start + 6 * FLOATS);
    FloatVector c7a = FloatVector.fromArray(FLOAT, s, start + 7 * FLOATS);
    FloatVector c8a = FloatVector.fromArray(FLOAT, s, start + 8 * FLOATS);
    FloatVector c9a = FloatVector.fromArray(FLOAT, s, start + 9 * FLOATS);
    FloatVector c10a = FloatVector.fromArray(FLOAT, s, start + 10 * FLOATS);
    FloatVector c11a = FloatVector.fromArray(FLOAT, s, start + 11 * FLOATS);
    FloatVector c12a = FloatVector.fromArray(FLOAT, s, start + 12 * FLOATS);
    for (int p = 0; p < k; p++) {
      int a = left + p;
      int b = right + p * FLOATS;
      FloatVector b0 = FloatVector.fromArray(FLOAT, s, b);
      FloatVector a0 = FloatVector.broadcast(FLOAT, s[a]);
      c0a = a0.fma(b0, c0a);
      FloatVector a1 = FloatVector.broadcast(FLOAT, s[a + FLOAT_ROW]);
      c1a = a1.fma(b0, c1a);
      FloatVector a2 = FloatVector.broadcast(FLOAT, s[a + 2 * FLOAT_ROW]);
      c2a = a2.fma(b0, c2a);
      FloatVector a3 = FloatVector.broadcast(FLOAT, s[a + 3 * FLOAT_ROW]);
      c3a = a3.fma(b0, c3a);
      FloatVector a4 = FloatVector.broadcast(FLOAT, s[a + 4 * FLOAT_ROW]);
      c4a = a4.fma(b0, c4a);
      FloatVector a5 = FloatVector.broadcast(FLOAT, s[a + 5 * FLOAT_ROW]);
      c5a = a5.fma(b0, c5a);
      FloatVector a6 = FloatVector.broadcast(FLOAT, s[a + 6 * FLOAT_ROW]);
      c6a = a6.fma(b0, c6a);
      FloatVector a7 = FloatVector.broadcast(FLOAT, s[a + 7 * FLOAT_ROW]);
      c7a = a7.fma(b0, c7a);
      FloatVector a8 = FloatVector.broadcast(FLOAT, s[a + 8 * FLOAT_ROW]);
      c8a = a8.fma(b0, c8a);
      FloatVector a9 = FloatVector.broadcast(FLOAT, s[a + 9 * FLOAT_ROW]);
      c9a = a9.fma(b0, c9a);
      FloatVector a10 = FloatVector.broadcast(FLOAT, s[a + 10 * FLOAT_ROW]);
      c10a = a10.fma(b0, c10a);
      FloatVector a11 = FloatVector.broadcast(FLOAT, s[a + 11 * FLOAT_ROW]);
      c11a = a11.fma(b0, c11a);
      FloatVector a12 = FloatVector.broadcast(FLOAT, s[a + 12 * FLOAT_ROW]);
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
