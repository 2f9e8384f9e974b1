// Written by GeneratedKernelsTest: do not edit.
package org.lockstep.model.kernel.vector;

import static org.lockstep.model.kernel.vector.Lanes.DOUBLES;
import static org.lockstep.model.kernel.vector.Lanes.DOUBLE_DEPTH;
import static org.lockstep.model.kernel.vector.Lanes.DOUBLE_ROW;
import static org.lockstep.model.kernel.vector.Lanes.DOUBLE_ROWS;
import static org.lockstep.model.kernel.vector.Lanes.PANEL;
import static org.lockstep.model.kernel.vector.Lanes.VECTORS;

/**
 * Cuts a product of {@code double}s into blocks for the caches and those into tiles for registers.
 * Each thread has its own, with memory that grows to what the largest product wants.
 *
 * <p>A block of the right factor is copied into panels as wide as a tile, a block of the left
 * factor to where its elements have constant distances. Tiles are two vectors wide, and one where
 * the number of vectors is odd. A block of the inner index begins with the sums that the one before
 * has left in C, so that each element stays one chain.
 */
final class DoubleBlocks {
  /** The elements of the largest tile. */
  private static final int TILE = 26 * DOUBLES;

  // The scratch memory: a tile of zeros, the sums that a tile begins with, those that it ends with,
  // and the blocks. Elements from the first on lie at the beginnings of cache lines where the array
  // does as large ones do, whose header takes 16 bytes.
  private static final int ZEROS = (64 - 16) / Double.BYTES;
  private static final int START = ZEROS + TILE;
  private static final int END = START + TILE;
  private static final int LEFT = END + TILE;

  private double[] s = new double[0];

  private double[] a;
  private int atA;
  private int ldA;
  private boolean columnsA;
  private TileRows tiles;
  private double[] c;
  private int atC;
  private int ldC;

  /**
   * C = A·B, or C += A·B; m, n and k are at least 1. A factor, or C, is given by its rows, or by
   * its columns: the transpose lies in the array.
   */
  void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int atA,
      int ldA,
      boolean columnsA,
      double[] b,
      int atB,
      int ldB,
      boolean columnsB,
      double[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    this.a = a;
    this.atA = atA;
    this.ldA = ldA;
    this.columnsA = columnsA;
    this.tiles = columnsA ? TileRows.OF_COLUMNS : TileRows.OF_ROWS;
    this.c = c;
    this.atC = atC;
    this.ldC = ldC;
    int rows = part(m, DOUBLE_ROWS);
    int depth = part(k, DOUBLE_DEPTH);
    int columns = Math.min(n, VECTORS * DOUBLES);
    int right = LEFT + leftSize(rows, depth);
    grow(right + (columns + DOUBLES) * depth);
    for (int j = 0; j < n; j += columns) {
      int someColumns = Math.min(columns, n - j);
      for (int p = 0; p < k; p += depth) {
        int some = Math.min(depth, k - p);
        int from = columnsB ? atB + j * ldB + p : atB + p * ldB + j;
        if (columnsB) {
          DoublePacking.rightColumns(s, right, b, from, ldB, someColumns, some);
        } else {
          DoublePacking.rightRows(s, right, b, from, ldB, someColumns, some);
        }
        for (int i = 0; i < m; i += rows) {
          block(i, j, p, right, Math.min(rows, m - i), someColumns, some, accumulate || p > 0);
        }
      }
    }
    this.a = null;
    this.c = null;
  }

  /** The size of parts that are at most so long, and as equal as they can be. */
  private static int part(int whole, int most) {
    int parts = (whole + most - 1) / most;
    return (whole + parts - 1) / parts;
  }

  private int leftSize(int rows, int depth) {
    return columnsA ? tiles.tiles(rows) * depth * PANEL : rows * DOUBLE_ROW;
  }

  private void grow(int length) {
    if (s.length < length) {
      s = new double[length];
    }
  }

  /** How many vectors a tile takes for so many columns. */
  private static int width(int columns) {
    return columns > DOUBLES ? 2 : 1;
  }

  /** The elements of C in these rows and columns, as far as this part of the inner index goes. */
  private void block(
      int i, int j, int p, int right, int rows, int columns, int depth, boolean add) {
    packLeft(i, p, rows, depth);
    for (int at = 0; at < columns; at += 2 * DOUBLES) {
      int some = Math.min(2 * DOUBLES, columns - at);
      strip(i, j + at, right + at * depth, rows, some, depth, add);
    }
  }

  private void packLeft(int i, int p, int rows, int depth) {
    if (!columnsA) {
      DoublePacking.leftRows(s, LEFT, a, atA + i * ldA + p, ldA, rows, depth);
      return;
    }
    int to = LEFT;
    int from = atA + p * ldA + i;
    for (int left = rows; left > 0; ) {
      int height = tiles.next(left);
      int count = 0;
      for (; left > 0 && tiles.next(left) == height; left -= height) {
        count++;
      }
      DoublePacking.leftColumns(s, to, a, from, ldA, height, count, depth);
      to += count * depth * PANEL;
      from += count * height;
    }
  }

  /** One panel of the right factor times the rows of the left one. */
  private void strip(int i, int j, int right, int rows, int columns, int depth, boolean add) {
    int width = width(columns);
    int lanes = width * DOUBLES;
    boolean direct = columns == lanes;
    int left = LEFT;
    for (int row = 0; row < rows; ) {
      int height = tiles.next(rows - row);
      int to = atC + (i + row) * ldC + j;
      int start = ZEROS;
      if (add) {
        start = START;
        DoublePacking.copy(c, to, ldC, s, START, lanes, height, columns);
      }
      double[] end = direct ? c : s;
      int atEnd = direct ? to : END;
      int ldEnd = direct ? ldC : lanes;
      if (columnsA) {
        DoubleColumnTiles.run(width, height, s, start, left, right, end, atEnd, ldEnd, depth);
        left += depth * PANEL;
      } else {
        DoubleRowTiles.run(width, height, s, start, left, right, end, atEnd, ldEnd, depth);
        left += height * DOUBLE_ROW;
      }
      if (!direct) {
        DoublePacking.copy(s, END, lanes, c, to, ldC, height, columns);
      }
      row += height;
    }
  }
}
