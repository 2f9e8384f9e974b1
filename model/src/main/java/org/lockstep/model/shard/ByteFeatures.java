package org.lockstep.model.shard;

import org.lockstep.model.math.Batch;

/** Features that are kept as unsigned bytes. */
public final class ByteFeatures implements Features {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final FeatureBlocks blocks;
  private final byte[][] values;

  ByteFeatures(int rows, FeatureBlocks blocks, byte[][] values) {
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
    return Kind.BYTES;
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
    into.addBytes(values[blocks.block(row)], blocks.offset(row));
  }

  @Override
  public void addTo(ShardChecksum checksum) {
    for (byte[] block : values) {
      checksum.add(block);
    }
  }

  @Override
  public void loadRow(int row, double[] into) {
    byte[] block = values[blocks.block(row)];
    int offset = blocks.offset(row);
    for (int j = 0; j < width(); j++) {
      into[j] = block[offset + j] & 0xff;
    }
  }
}
