package org.lockstep.model.shard;

import org.lockstep.model.math.Batch;

/** Features that store every value, row after row. */
abstract sealed class DenseFeatures implements Features
    permits ByteFeatures, FloatFeatures, DoubleFeatures {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final FeatureBlocks blocks;

  DenseFeatures(int rows, FeatureBlocks blocks) {
    this.rows = rows;
    this.blocks = blocks;
  }

  /** Where rows are stored. */
  final FeatureBlocks blocks() {
    return blocks;
  }

  @Override
  public final int rows() {
    return rows;
  }

  @Override
  public final int width() {
    return blocks.width();
  }

  @Override
  public final void standardizeInto(
      Batch batch, int[] order, int start, int count, Standardizer scaling) {
    for (int i = 0; i < count; i++) {
      int row = order[start + i];
      standardize(blocks.block(row), blocks.offset(row), batch, i, scaling);
    }
  }

  /** Scales the row that begins at an offset of a block into row {@code i} of a batch. */
  abstract void standardize(int block, int offset, Batch batch, int i, Standardizer scaling);

  @Override
  public final void loadRow(int row, double[] into) {
    load(blocks.block(row), blocks.offset(row), into);
  }

  /** Copies the raw values of the row that begins at an offset of a block. */
  abstract void load(int block, int offset, double[] into);

  @Override
  public final void copyRow(int row, ShardBuilder into) {
    copy(blocks.block(row), blocks.offset(row), into);
  }

  /** Adds the row that begins at an offset of a block to a builder. */
  abstract void copy(int block, int offset, ShardBuilder into);
}
