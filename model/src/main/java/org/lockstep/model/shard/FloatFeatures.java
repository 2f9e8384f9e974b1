package org.lockstep.model.shard;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.lockstep.model.math.Batch;

/** Features stored as 32-bit floats. */
public final class FloatFeatures extends DenseFeatures {
  private static final long serialVersionUID = 2L;

  private final float[][] values; // by block

  FloatFeatures(int rows, FeatureBlocks blocks, float[][] values) {
    super(rows, blocks);
    this.values = values;
  }

  private Object writeReplace() {
    return new Written(this);
  }

  /** The features as bytes, for serialisation: Java writes and reads floats one by one. */
  private static final class Written implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int FLOATS_AT_ONCE = 1 << 11;

    private final int rows;
    private final FeatureBlocks blocks;
    private transient float[][] values;

    Written(FloatFeatures floats) {
      rows = floats.rows();
      blocks = floats.blocks();
      values = floats.values;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeInt(values.length);
      byte[] bytes = new byte[FLOATS_AT_ONCE * Float.BYTES];
      FloatBuffer floats = ByteBuffer.wrap(bytes).asFloatBuffer();
      for (float[] block : values) {
        out.writeInt(block.length);
        for (int i = 0; i < block.length; i += FLOATS_AT_ONCE) {
          int count = Math.min(FLOATS_AT_ONCE, block.length - i);
          floats.clear().put(block, i, count);
          out.write(bytes, 0, count * Float.BYTES);
        }
      }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      values = new float[in.readInt()][];
      byte[] bytes = new byte[FLOATS_AT_ONCE * Float.BYTES];
      FloatBuffer floats = ByteBuffer.wrap(bytes).asFloatBuffer();
      for (int b = 0; b < values.length; b++) {
        values[b] = new float[in.readInt()];
        for (int i = 0; i < values[b].length; i += FLOATS_AT_ONCE) {
          int count = Math.min(FLOATS_AT_ONCE, values[b].length - i);
          in.readFully(bytes, 0, count * Float.BYTES);
          floats.clear().get(values[b], i, count);
        }
      }
    }

    private Object readResolve() {
      return new FloatFeatures(rows, blocks, values);
    }
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
