package org.lockstep.model.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in the wire format of Protocol Buffers (Google's "Encoding" page): fields, each a key
 * of number and type followed by a value. It has only what {@link OnnxFile} needs, which has no
 * other use for a library.
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** An integer or the number of an enum's constant. */
  ProtoMessage number(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  /** A 32-bit float. */
  ProtoMessage real(int field, float value) {
    key(field, FIXED_32);
    int bits = Float.floatToIntBits(value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes.write(bits >>> shift);
    }
    return this;
  }

  /** A text. */
  ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A message within this one. */
  ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.toBytes());
  }

  /** Bytes. */
  ProtoMessage bytes(int field, byte[] value) {
    key(field, LENGTH_DELIMITED);
    varint(value.length);
    bytes.write(value, 0, value.length);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void key(int field, int type) {
    varint(((long) field << 3) | type);
  }

  /** Seven bits in each byte, the lowest first; the eighth says that more follow. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
