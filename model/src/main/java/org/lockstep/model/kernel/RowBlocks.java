package org.lockstep.model.kernel;

/**
 * The layout that products prefer for the rows of a left factor: blocks of columns, in which rows
 * lie a constant distance apart. Products read such a block in place, and copy others.
 *
 * @param most the most columns in a block
 * @param distance the distance between the rows of a block, in elements
 */
public record RowBlocks(int most, int distance) {
  /** No preference: whole rows, one after another. */
  public static final RowBlocks NONE = new RowBlocks(Integer.MAX_VALUE, 0);

  /** Shorter rows are cheaper to copy than to read this far apart. */
  private static final int FEW = 64;

  /** The number of blocks for rows of this many columns. */
  public int count(int columns) {
    return distance == 0 || columns < FEW ? 1 : (columns + most - 1) / most;
  }

  /** The distance between the rows of a block, for rows of this many columns. */
  public int distance(int columns) {
    return distance == 0 || columns < FEW ? columns : distance;
  }
}
