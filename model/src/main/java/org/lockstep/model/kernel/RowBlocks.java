package org.lockstep.model.kernel;

/**
 * The layout that products prefer for the rows of a left factor: blocks of columns, in which rows
 * lie a constant distance apart. They read such a block in place, and copy others.
 *
 * @param most columns of a block
 * @param distance of its rows, in elements
 */
public record RowBlocks(int most, int distance) {
  /** Where it does not matter: whole rows, one behind the other. */
  public static final RowBlocks NONE = new RowBlocks(Integer.MAX_VALUE, 0);

  /** Shorter rows are cheaper to copy than to read this far apart. */
  private static final int FEW = 64;

  /** For rows of so many columns: how many blocks. */
  public int count(int columns) {
    return distance == 0 || columns < FEW ? 1 : (columns + most - 1) / most;
  }

  /** For rows of so many columns: how far apart the rows of a block lie. */
  public int distance(int columns) {
    return distance == 0 || columns < FEW ? columns : distance;
  }
}
