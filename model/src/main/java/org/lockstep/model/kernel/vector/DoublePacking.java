// Written by GeneratedKernelsTest: do not edit.
package org.lockstep.model.kernel.vector;

import static org.lockstep.model.kernel.vector.Lanes.DOUBLE;
import static org.lockstep.model.kernel.vector.Lanes.DOUBLES;
import static org.lockstep.model.kernel.vector.Lanes.DOUBLE_ROW;

import jdk.incubator.vector.DoubleVector;

/**
 * Copies parts of matrices to where tiles read them, and tiles to where they belong. {@code s} is
 * the scratch memory, {@code at} an index into it.
 */
final class DoublePacking {
  /** Columns of a panel of the right factor. */
  static final int WIDTH = 2 * DOUBLES;

  /** The steps of the inner index for which a part of a panel is transposed at once. */
  private static final int STEPS = 64;

  private DoublePacking() {}

  /** Copies rows of the left factor, of k elements each, to lie {@link Lanes#DOUBLE_ROW} apart. */
  static void left(double[] s, int at, double[] a, int atA, int ldA, int rows, int k) {
    int within = Math.min(rows, stepsWithin(a.length, atA, ldA, k + DOUBLES));
    for (int i = 0; i < within; i++) {
      int from = atA + i * ldA;
      int to = at + i * DOUBLE_ROW;
      for (int p = 0; p < k; p += DOUBLES) {
        DoubleVector.fromArray(DOUBLE, a, from + p).intoArray(s, to + p);
      }
    }
    for (int i = within; i < rows; i++) {
      System.arraycopy(a, atA + i * ldA, s, at + i * DOUBLE_ROW, k);
    }
  }

  /**
   * Copies columns of the right factor into panels of {@link #WIDTH} columns and k rows, one after
   * another. The last panel is one vector wide if that is enough; its elements beyond {@code
   * columns} mean nothing.
   */
  static void rightRows(double[] s, int at, double[] b, int atB, int ldB, int columns, int k) {
    int whole = columns / WIDTH * WIDTH;
    for (int p = 0; p < k; p++) {
      int from = atB + p * ldB;
      int to = at + p * WIDTH;
      for (int j = 0; j < whole; j += WIDTH, to += k * WIDTH) {
        DoubleVector.fromArray(DOUBLE, b, from + j).intoArray(s, to);
        DoubleVector.fromArray(DOUBLE, b, from + j + DOUBLES).intoArray(s, to + DOUBLES);
      }
    }
    if (whole < columns) {
      lastPanel(s, at + whole * k, b, atB + whole, ldB, columns - whole, k);
    }
  }

  private static void lastPanel(
      double[] s, int at, double[] b, int atB, int ldB, int columns, int k) {
    int width = columns > DOUBLES ? WIDTH : DOUBLES;
    int within = Math.min(k, stepsWithin(b.length, atB, ldB, width));
    for (int v = 0; v < width; v += DOUBLES) {
      for (int p = 0; p < within; p++) {
        DoubleVector.fromArray(DOUBLE, b, atB + p * ldB + v).intoArray(s, at + p * width + v);
      }
    }
    for (int p = within; p < k; p++) {
      System.arraycopy(b, atB + p * ldB, s, at + p * width, columns);
    }
  }

  /** Makes the same panels as {@link #rightRows} from a right factor that is stored transposed. */
  static void rightColumns(double[] s, int at, double[] b, int atB, int ldB, int columns, int k) {
    for (int j = 0; j < columns; j += WIDTH) {
      int some = Math.min(WIDTH, columns - j);
      for (int p = 0; p < k; p += STEPS) { // what is written stays in the first-level cache
        int steps = Math.min(STEPS, k - p);
        int from = atB + j * ldB + p;
        if (some > DOUBLES) {
          transposeTwo(s, at + j * k + p * WIDTH, b, from, ldB, some, steps);
        } else {
          transposeOne(s, at + j * k + p * DOUBLES, b, from, ldB, some, steps);
        }
      }
    }
  }

  private static void transposeTwo(
      double[] s, int at, double[] b, int atB, int ldB, int columns, int k) {
    int j = 0;
    for (; j < columns - 3; j += 4) {
      int row0 = atB + j * ldB;
      int row1 = row0 + ldB;
      int row2 = row1 + ldB;
      int row3 = row2 + ldB;
      for (int p = 0; p < k; p++) {
        int to = at + j + p * WIDTH;
        s[to] = b[row0 + p];
        s[to + 1] = b[row1 + p];
        s[to + 2] = b[row2 + p];
        s[to + 3] = b[row3 + p];
      }
    }
    for (; j < columns; j++) {
      for (int p = 0; p < k; p++) {
        s[at + j + p * WIDTH] = b[atB + j * ldB + p];
      }
    }
  }

  private static void transposeOne(
      double[] s, int at, double[] b, int atB, int ldB, int columns, int k) {
    for (int j = 0; j < columns; j++) {
      for (int p = 0; p < k; p++) {
        s[at + j + p * DOUBLES] = b[atB + j * ldB + p];
      }
    }
  }

  /** How many rows of an array come before this many elements would reach past its end. */
  private static int stepsWithin(int length, int at, int ld, int elements) {
    return Math.max(0, length - elements - at + ld) / ld;
  }

  /** Copies rows x columns elements; the rows are {@code ld} and {@code ldTo} apart. */
  static void copy(
      double[] from, int at, int ld, double[] to, int atTo, int ldTo, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      int f = at + i * ld;
      int t = atTo + i * ldTo;
      int j = 0;
      for (; j <= columns - DOUBLES; j += DOUBLES) {
        DoubleVector.fromArray(DOUBLE, from, f + j).intoArray(to, t + j);
      }
      for (; j < columns; j++) {
        to[t + j] = from[f + j];
      }
    }
  }
}
