package org.lockstep.model.kernel.vector;

/** Cuts the rows of a product into the heights for which there are tiles. */
final class TileRows {
  /** With fewer chains side by side, a tile waits for its own additions. */
  private static final int CHAINS = 8;

  /** The width of most tiles, in vectors. */
  private static final int WIDTH = 2;

  /** The cost of a tile in addition to its steps, in rows of a tile. */
  private static final int PER_TILE = 1;

  /** For a left factor in rows: the sums, two vectors and an element take a register each. */
  static final TileRows OF_ROWS =
      Lanes.MANY_REGISTERS
          ? new TileRows(1, 2, 3, 4, 5, 6, 12, 13)
          : new TileRows(1, 2, 3, 4, 5, 6);

  /** For a left factor in columns, where C2 keeps two elements in registers at once. */
  static final TileRows OF_COLUMNS = Lanes.MANY_REGISTERS ? OF_ROWS : new TileRows(1, 2, 3, 4, 5);

  private final int[] heights;

  /** How many rows the next tile takes, by the number of rows left. */
  private final byte[] next;

  /** For tiles of these heights, ascending from 1. */
  TileRows(int... heights) {
    this.heights = heights;
    int tallest = tallest();
    next = new byte[tallest * tallest + 1]; // beyond this, the two tallest add up to any number
    int[] cost = new int[next.length];
    for (int rows = 1; rows < next.length; rows++) {
      cost[rows] = Integer.MAX_VALUE;
      for (int height : heights) {
        int chains = Math.max(CHAINS, height * WIDTH) + PER_TILE * WIDTH;
        if (height <= rows && cost[rows - height] + chains <= cost[rows]) {
          cost[rows] = cost[rows - height] + chains;
          next[rows] = (byte) height;
        }
      }
    }
  }

  /** How many of these rows the next tile takes. */
  int next(int rows) {
    return rows < next.length ? next[rows] : tallest();
  }

  /** The height of the tallest tile. */
  int tallest() {
    return heights[heights.length - 1];
  }
}
