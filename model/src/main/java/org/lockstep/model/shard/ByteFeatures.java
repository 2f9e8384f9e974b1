package org.lockstep.model.shard;

import org.lockstep.model.math.Batch;

/** Features stored as unsigned bytes. */
public final class ByteFeatures extends DenseFeatures {
  private static final long serialVersionUID = 1L;

  private final byte[][] values; // by block

  ByteFeatures(int rows, FeatureBlocks blocks, byte[][] values) {
    super(rows, blocks);
    this.values = values;
  }

  @Override
  public Kind kind() {
    return Kind.BYTES;
  }

  @Override
  void standardize(int block, int offset, Batch batch, int i, Standardizer scaling) {
    scaling.copy(values[block], offset, batch, i);
  }

  @Override
  void load(int block, int offset, double[] into) {
    byte[] from = values[block];
    for (int j = 0; j < width(); j++) {
      into[j] = from[offset + j] & 0xff;
    }
  }

  @Override
  void copy(int block, int offset, ShardBuilder into) {
    into.addBytes(values[block], offset);
  }

  @Override
  public void addTo(ShardChecksum checksum) {
    for (byte[] block : values) {
      checksum.add(block);
    }
  }
}
