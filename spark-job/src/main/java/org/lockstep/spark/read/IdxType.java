package org.lockstep.spark.read;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number types of IDX files, all big-endian. */
enum IdxType {
  UNSIGNED_BYTE(0x08, 1),
  SIGNED_BYTE(0x09, 1),
  SHORT(0x0b, 2),
  INT(0x0c, 4),
  FLOAT(0x0d, 4),
  DOUBLE(0x0e, 8);

  private final int code;
  private final int bytes;

  IdxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The type with the code of an IDX file's third byte. */
  static Optional<IdxType> of(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /** Bytes per number. */
  int bytes() {
    return bytes;
  }

  /** The i-th number of the buffer. */
  double get(ByteBuffer buffer, int i) {
    return switch (this) {
      case UNSIGNED_BYTE -> buffer.get(i) & 0xff;
      case SIGNED_BYTE -> buffer.get(i);
      case SHORT -> buffer.getShort(2 * i);
      case INT -> buffer.getInt(4 * i);
      case FLOAT -> buffer.getFloat(4 * i);
      case DOUBLE -> buffer.getDouble(8 * i);
    };
  }
}
