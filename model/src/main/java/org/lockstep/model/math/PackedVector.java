package org.lockstep.model.math;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * A vector as bytes, for Java serialisation. An object stream copies bytes in bulk but numbers one
 * by one, which takes longer for a gradient than sending it.
 */
final class PackedVector implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bytes of every block but the last; a large vector has more bytes than an array can hold. */
  private static final int BLOCK_BYTES = 1 << 26;

  private final Precision precision;
  private final int length;
  private final byte[][] blocks;

  PackedVector(FlatVector vector) {
    precision = vector.precision();
    length = vector.length();
    int perBlock = BLOCK_BYTES / precision.bytes();
    blocks = new byte[(int) (((long) length + perBlock - 1) / perBlock)][];
    for (int i = 0; i < blocks.length; i++) {
      int from = i * perBlock;
      int count = Math.min(perBlock, length - from);
      blocks[i] = new byte[count * precision.bytes()];
      if (vector instanceof FloatVector floats) {
        floats(blocks[i]).put(floats.array(), from, count);
      } else {
        doubles(blocks[i]).put(((DoubleVector) vector).array(), from, count);
      }
    }
  }

  private Object readResolve() {
    return switch (precision) {
      case FLOAT -> {
        float[] values = new float[length];
        int from = 0;
        for (byte[] block : blocks) {
          FloatBuffer buffer = floats(block);
          int count = buffer.remaining();
          buffer.get(values, from, count);
          from += count;
        }
        yield new FloatVector(values);
      }
      case DOUBLE -> {
        double[] values = new double[length];
        int from = 0;
        for (byte[] block : blocks) {
          DoubleBuffer buffer = doubles(block);
          int count = buffer.remaining();
          buffer.get(values, from, count);
          from += count;
        }
        yield new DoubleVector(values);
      }
    };
  }

  private static FloatBuffer floats(byte[] block) {
    return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  private static DoubleBuffer doubles(byte[] block) {
    return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
  }
}
