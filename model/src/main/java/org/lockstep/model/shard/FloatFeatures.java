package org.lockstep.model.shard;

import org.lockstep.model.math.Batch;

/** Features that are kept as 32-bit floats. */
public final class FloatFeatures implements Features {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final FeatureBlocks blocks;
  private final float[][] values;

  FloatFeatures(int rows, FeatureBlocks blocks, float[][] values) {
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
    return Kind.FLOATS;
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
    into.addFloats(values[blocks.block(row)], blocks.offset(row));
  }

  @Override
  public void addTo(ShardChecksum checksum) {
    for (float[] block : values) {
      checksum.add(block);
    }
  }

  @Override
  public void loadRow(int row, double[] into) {
    float[] block = values[blocks.block(row)];
    int offset = blocks.offset(row);
    for (int j = 0; j < width(); j++) {
      into[j] = block[offset + j];
    }
  }
}
