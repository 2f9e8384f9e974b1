package org.lockstep.model.shard;

import org.lockstep.model.math.Batch;

/** Features that are kept as 32-bit floats. */
public final class FloatFeatures extends DenseFeatures {
  private static final long serialVersionUID = 1L;

  private final float[][] values; // by block

  FloatFeatures(int rows, FeatureBlocks blocks, float[][] values) {
    super(rows, blocks);
    this.values = values;
  }

  @Override
  public Kind kind() {
    return Kind.FLOATS;
  }

  @Override
  void standardize(int block, int offset, Batch batch, int i, Standardizer scaling) {
    scaling.copy(values[block], offset, batch, i);
  }

  @Override
  void load(int block, int offset, double[] into) {
    float[] from = values[block];
    for (int j = 0; j < width(); j++) {
      into[j] = from[offset + j];
    }
  }

  @Override
  void copy(int block, int offset, ShardBuilder into) {
    into.addFloats(values[block], offset);
  }

  @Override
  public void addTo(ShardChecksum checksum) {
    for (float[] block : values) {
      checksum.add(block);
    }
  }
}
