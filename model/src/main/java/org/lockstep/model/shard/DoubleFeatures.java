package org.lockstep.model.shard;

import org.lockstep.model.math.Batch;

/** Features that are kept as 64-bit floats. */
public final class DoubleFeatures implements Features {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final FeatureBlocks blocks;
  private final double[][] values;

  DoubleFeatures(int rows, FeatureBlocks blocks, double[][] values) {
    this.rows = rows;
    this.blocks = blocks;
    this.values = values;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int width() {
    return blocks.width();
  }

  @Override
  public Kind kind() {
    return Kind.DOUBLES;
  }

  @Override
  public void standardizeInto(
      Batch batch, int[] order, int start, int count, Standardizer scaling) {
    for (int i = 0; i < count; i++) {
      int row = order[start + i];
      scaling.copy(values[blocks.block(row)], blocks.offset(row), batch, i);
    }
  }

  @Override
  public void copyRow(int row, ShardBuilder into) {
    into.addDoubles(values[blocks.block(row)], blocks.offset(row));
  }

  @Override
  public void addTo(ShardChecksum checksum) {
    for (double[] block : values) {
      checksum.add(block);
    }
  }

  @Override
  public void loadRow(int row, double[] into) {
    System.arraycopy(values[blocks.block(row)], blocks.offset(row), into, 0, width());
  }
}
