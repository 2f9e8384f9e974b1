package org.lockstep.model.shard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Computes the CRC-32C of a shard's rows, which tells whether a rebuilt shard is the same. Not
 * thread-safe.
 */
public final class ShardChecksum {
  private static final int BUFFER_BYTES = 1 << 13;

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Adds a number. */
  void add(int value) {
    buffer.clear();
    buffer.putInt(value);
    flush(Integer.BYTES);
  }

  /** Adds all values. */
  void add(byte[] values) {
    crc.update(values);
  }

  /** Adds all values. */
  void add(int[] values) {
    int most = BUFFER_BYTES / Integer.BYTES;
    for (int from = 0; from < values.length; from += most) {
      int length = Math.min(most, values.length - from);
      buffer.clear();
      buffer.asIntBuffer().put(values, from, length);
      flush(length * Integer.BYTES);
    }
  }

  /** Adds all values. */
  void add(float[] values) {
    int most = BUFFER_BYTES / Float.BYTES;
    for (int from = 0; from < values.length; from += most) {
      int length = Math.min(most, values.length - from);
      buffer.clear();
      buffer.asFloatBuffer().put(values, from, length);
      flush(length * Float.BYTES);
    }
  }

  /** Adds all values. */
  void add(double[] values) {
    int most = BUFFER_BYTES / Double.BYTES;
    for (int from = 0; from < values.length; from += most) {
      int length = Math.min(most, values.length - from);
      buffer.clear();
      buffer.asDoubleBuffer().put(values, from, length);
      flush(length * Double.BYTES);
    }
  }

  private void flush(int bytes) {
    crc.update(buffer.array(), 0, bytes);
  }

  /** The checksum of everything added. */
  public int value() {
    return (int) crc.getValue();
  }
}
