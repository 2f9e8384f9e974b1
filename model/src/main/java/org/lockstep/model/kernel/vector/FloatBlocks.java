package org.lockstep.model.kernel.vector;

import static org.lockstep.model.kernel.vector.Lanes.FLOATS;
import static org.lockstep.model.kernel.vector.Lanes.FLOAT_DEPTH;
import static org.lockstep.model.kernel.vector.Lanes.FLOAT_ROW;
import static org.lockstep.model.kernel.vector.Lanes.FLOAT_ROWS;
import static org.lockstep.model.kernel.vector.Lanes.VECTORS;

/**
 * Cuts a product of {@code float}s into blocks for the caches and those into tiles for registers.
 * Each thread has its own instance, whose memory grows to fit the largest product.
 *
 * <p>A left factor is read in place if its rows are {@link Lanes#FLOAT_ROW} apart, and otherwise
 * copied block by block. A right factor is read in place if its rows are close together, or if few
 * rows are multiplied by it, and otherwise copied into panels as wide as a tile. Tiles are two
 * vectors wide, except for the last one if the number of vectors is odd. A block of the inner index
 * begins with the sums that the previous one left in C, so each element stays one chain.
 */
final class FloatBlocks {
  /** The elements of the largest tile. */
  private static final int TILE = 26 * FLOATS;

  /** Columns of a tile and of a panel. */
  private static final int WIDTH = FloatPacking.WIDTH;

  /** Rows of a right factor that are at most this far apart are read in place. */
  private static final int CLOSE = 1024;

  /** With this few rows, a right factor is read too rarely for a copy to pay off. */
  private static final int FEW_ROWS = 39;

  /** With fewer steps, transposing the last columns costs more than computing unused lanes. */
  private static final int MANY = 64;

  // The scratch memory: a row of zeros, the sums that a tile begins with, those that it ends with,
  // and the blocks. Each begins at a cache line if the array does, as large ones do; an array's
  // header takes 16 bytes.
  private static final int ZEROS = (64 - 16) / Float.BYTES;
  private static final int START = ZEROS + WIDTH;
  private static final int END = START + TILE;
  private static final int LEFT = END + TILE;

  private float[] s = new float[0];

  /** For the last columns of a product: see {@link #multiplyColumns}. */
  private FloatBlocks turned;

  private float[] transposed = new float[0];

  private float[] a;
  private int atA;
  private int ldA;
  private boolean columnsA;
  private boolean copiesA;
  private TileRows tiles;
  private float[] b;
  private int ldB;
  private int right; // where panels of copies begin
  private float[] c;
  private int atC;
  private int ldC;

  /**
   * Computes C = A·B, or C += A·B, where the array holds the transpose of A; m, n and k are at
   * least 1.
   *
   * <p>If the last columns would fill at most half a vector, they are computed with lanes along the
   * rows of C: Cᵀ = Bᵀ·Aᵀ, with Aᵀ as it lies in the array.
   */
  void multiplyColumns(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    int few = n % FLOATS;
    boolean turns = few > 0 && few <= FLOATS / 2 && m >= 2 * WIDTH && k >= MANY;
    int whole = turns ? n - few : n;
    if (whole > 0) {
      multiply(m, whole, k, a, atA, ldA, true, b, atB, ldB, false, c, atC, ldC, accumulate);
    }
    if (turns) {
      turn(m, few, k, a, atA, ldA, b, atB + whole, ldB, c, atC + whole, ldC, accumulate);
    }
  }

  private void turn(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      float[] b,
      int atB,
      int ldB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    if (turned == null) {
      turned = new FloatBlocks();
    }
    if (transposed.length < m * n) {
      transposed = new float[m * n];
    }
    float[] t = transposed;
    for (int j = 0; accumulate && j < n; j++) {
      for (int i = 0; i < m; i++) {
        t[j * m + i] = c[atC + i * ldC + j];
      }
    }
    turned.multiply(n, m, k, b, atB, ldB, true, a, atA, ldA, false, t, 0, m, accumulate);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        c[atC + i * ldC + j] = t[j * m + i];
      }
    }
  }

  /**
   * Computes C = A·B, or C += A·B; m, n and k are at least 1. A factor is given by its rows or by
   * its columns; in the second case the array holds its transpose.
   */
  void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int atA,
      int ldA,
      boolean columnsA,
      float[] b,
      int atB,
      int ldB,
      boolean columnsB,
      float[] c,
      int atC,
      int ldC,
      boolean accumulate) {
    this.a = a;
    this.atA = atA;
    this.ldA = ldA;
    this.columnsA = columnsA;
    this.copiesA = ldA != FLOAT_ROW;
    this.tiles = columnsA ? TileRows.OF_COLUMNS : TileRows.OF_ROWS;
    this.b = b;
    this.ldB = ldB;
    this.c = c;
    this.atC = atC;
    this.ldC = ldC;
    boolean copiesB = columnsB || (ldB > CLOSE && m > FEW_ROWS);
    int rows = part(m, FLOAT_ROWS);
    int depth = part(k, FLOAT_DEPTH);
    int columns = Math.min(n, VECTORS * FLOATS);
    right = LEFT + (copiesA ? (columnsA ? depth : rows) * FLOAT_ROW : 0);
    grow(right + (copiesB ? columns + FLOATS : WIDTH) * depth);
    for (int j = 0; j < n; j += columns) {
      int someColumns = Math.min(columns, n - j);
      for (int p = 0; p < k; p += depth) {
        int some = Math.min(depth, k - p);
        boolean adds = accumulate || p > 0;
        int from = columnsB ? atB + j * ldB + p : atB + p * ldB + j;
        int inPlace = copiesB ? 0 : columnsInPlace(from, someColumns, some, adds);
        if (columnsB) {
          FloatPacking.rightColumns(s, right, b, from, ldB, someColumns, some);
        } else if (inPlace < someColumns) {
          FloatPacking.rightRows(s, right, b, from + inPlace, ldB, someColumns - inPlace, some);
        }
        for (int i = 0; i < m; i += rows) {
          int someRows = Math.min(rows, m - i);
          block(i, j, p, from, inPlace, someRows, someColumns, some, adds);
        }
      }
    }
    this.a = null;
    this.b = null;
    this.c = null;
  }

  /** The size of parts that have at most {@code most} elements and are as equal as possible. */
  private static int part(int whole, int most) {
    int parts = (whole + most - 1) / most;
    return (whole + parts - 1) / parts;
  }

  private void grow(int length) {
    if (s.length < length) {
      s = new float[length];
    }
  }

  /** The number of vectors in a tile with this many columns. */
  private static int width(int columns) {
    return columns > FLOATS ? 2 : 1;
  }

  /**
   * Where the last tile of this many columns begins. A tile that they do not fill begins earlier if
   * it starts new sums: the elements that it computes again have the same bits, and its result need
   * not be cut out of a copy.
   */
  private static int lastTile(int columns, boolean adds) {
    int whole = columns / WIDTH * WIDTH;
    int earlier = columns - width(columns - whole) * FLOATS;
    return adds || earlier < 0 ? whole : Math.min(whole, earlier);
  }

  /**
   * How many of these columns of the right factor can be read in place. A wider last tile reads the
   * elements after a row and ignores them; but the last row can be the end of the array.
   */
  private int columnsInPlace(int from, int columns, int depth, boolean adds) {
    int whole = columns / WIDTH * WIDTH;
    int end = lastTile(columns, adds) + width(columns - whole) * FLOATS;
    boolean isWithin = whole == columns || from + (depth - 1) * ldB + end <= b.length;
    return isWithin ? columns : whole;
  }

  /** Computes the elements of C in these rows and columns, for this part of the inner index. */
  private void block(
      int i, int j, int p, int from, int inPlace, int rows, int columns, int depth, boolean add) {
    float[] left = a;
    int atLeft = columnsA ? atA + p * ldA + i : atA + i * ldA + p;
    if (copiesA) {
      FloatPacking.left(s, LEFT, a, atLeft, ldA, columnsA ? depth : rows, columnsA ? rows : depth);
      left = s;
      atLeft = LEFT;
    }
    for (int at = 0; at < columns; at += WIDTH) {
      int some = Math.min(WIDTH, columns - at);
      if (at < inPlace) {
        int first = some < WIDTH ? lastTile(columns, add) : at;
        strip(
            i, j + first, left, atLeft, b, from + first, ldB, rows, at + some - first, depth, add);
      } else {
        int panel = right + (at - inPlace) * depth;
        int lanes = width(some) * FLOATS;
        strip(i, j + at, left, atLeft, s, panel, lanes, rows, some, depth, add);
      }
    }
  }

  /** Multiplies some rows of the left factor by as many columns of the right one as a tile has. */
  private void strip(
      int i,
      int j,
      float[] left,
      int atLeft,
      float[] panel,
      int atPanel,
      int ldPanel,
      int rows,
      int columns,
      int depth,
      boolean add) {
    int width = width(columns);
    int lanes = width * FLOATS;
    boolean isWhole = columns == lanes;
    for (int row = 0; row < rows; ) {
      int height = tiles.next(rows - row);
      int to = atC + (i + row) * ldC + j;
      float[] start = s;
      int atStart = ZEROS;
      int ldStart = 0;
      if (add && isWhole) {
        start = c;
        atStart = to;
        ldStart = ldC;
      } else if (add) {
        FloatPacking.copy(c, to, ldC, s, START, lanes, height, columns);
        atStart = START;
        ldStart = lanes;
      }
      float[] end = isWhole ? c : s;
      int atEnd = isWhole ? to : END;
      int ldEnd = isWhole ? ldC : lanes;
      if (columnsA) {
        FloatColumnTiles.run(
            width,
            height,
            left,
            atLeft + row,
            panel,
            atPanel,
            ldPanel,
            start,
            atStart,
            ldStart,
            end,
            atEnd,
            ldEnd,
            depth);
      } else {
        FloatRowTiles.run(
            width,
            height,
            left,
            atLeft + row * FLOAT_ROW,
            panel,
            atPanel,
            ldPanel,
            start,
            atStart,
            ldStart,
            end,
            atEnd,
            ldEnd,
            depth);
      }
      if (!isWhole) {
        FloatPacking.copy(s, END, lanes, c, to, ldC, height, columns);
      }
      row += height;
    }
  }
}
