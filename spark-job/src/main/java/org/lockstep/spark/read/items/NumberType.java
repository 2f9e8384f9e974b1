package org.lockstep.spark.read.items;

import java.nio.ByteBuffer;

/** The number types of binary files. */
public enum NumberType {
  UNSIGNED_BYTE(1),
  SIGNED_BYTE(1),
  UNSIGNED_SHORT(2),
  SHORT(2),
  UNSIGNED_INT(4),
  INT(4),
  LONG(8),
  FLOAT(4),
  DOUBLE(8);

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** The number of bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** Whether it has values that are not finite. */
  public boolean hasInfinities() {
    return this == FLOAT || this == DOUBLE;
  }

  /** The i-th number of the buffer, in the buffer's byte order. */
  public double get(ByteBuffer buffer, int i) {
    int at = i * bytes;
    return switch (this) {
      case UNSIGNED_BYTE -> buffer.get(at) & 0xff;
      case SIGNED_BYTE -> buffer.get(at);
      case UNSIGNED_SHORT -> buffer.getShort(at) & 0xffff;
      case SHORT -> buffer.getShort(at);
      case UNSIGNED_INT -> Integer.toUnsignedLong(buffer.getInt(at));
      case INT -> buffer.getInt(at);
      case LONG -> buffer.getLong(at);
      case FLOAT -> buffer.getFloat(at);
      case DOUBLE -> buffer.getDouble(at);
    };
  }
}
