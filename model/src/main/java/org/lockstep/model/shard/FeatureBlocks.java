package org.lockstep.model.shard;

import java.io.Serializable;

/** Locates rows in blocks of values. */
final class FeatureBlocks implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BLOCK_VALUES = 1 << 22;

  private final int width;
  private final int rowsPerBlock;

  private FeatureBlocks(int width, int rowsPerBlock) {
    this.width = width;
    this.rowsPerBlock = rowsPerBlock;
  }

  static FeatureBlocks of(int width) {
    return new FeatureBlocks(width, Math.max(1, BLOCK_VALUES / width));
  }

  int width() {
    return width;
  }

  int rowsPerBlock() {
    return rowsPerBlock;
  }

  int block(int row) {
    return row / rowsPerBlock;
  }

  /** The index of a row within its block. */
  int row(int row) {
    return row % rowsPerBlock;
  }

  int offset(int row) {
    return row % rowsPerBlock * width;
  }
}
