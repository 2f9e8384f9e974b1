package org.lockstep.model.shard;

import org.lockstep.model.math.Batch;

/** Features stored as 64-bit floats. */
public final class DoubleFeatures extends DenseFeatures {
  private static final long serialVersionUID = 1L;

  private final double[][] values; // by block

  DoubleFeatures(int rows, FeatureBlocks blocks, double[][] values) {
    super(rows, blocks);
    this.values = values;
  }

  @Override
  public Kind kind() {
    return Kind.DOUBLES;
  }

  @Override
  void standardize(int block, int offset, Batch batch, int i, Standardizer scaling) {
    scaling.copy(values[block], offset, batch, i);
  }

  @Override
  void load(int block, int offset, double[] into) {
    System.arraycopy(values[block], offset, into, 0, width());
  }

  @Override
  void copy(int block, int offset, ShardBuilder into) {
    into.addDoubles(values[block], offset);
  }

  @Override
  public void addTo(ShardChecksum checksum) {
    for (double[] block : values) {
      checksum.add(block);
    }
  }
}
