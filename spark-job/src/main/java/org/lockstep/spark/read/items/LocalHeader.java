package org.lockstep.spark.read.items;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The header before an entry of a zip archive. The directory at the archive's end repeats it; a
 * program that goes by one must not see a different archive from a program that goes by the other.
 *
 * @param method how the entry is packed
 * @param name the bytes of the entry's name, each as one character
 * @param dataOffset where the packed bytes begin
 */
public record LocalHeader(int method, String name, long dataOffset) {
  private static final int BYTES = 30;
  private static final int SIGNATURE = 0x04034b50;

  /** Reads the header at an offset; empty if there is none. */
  public static Optional<LocalHeader> read(HadoopChannel channel, long offset) throws IOException {
    if (offset < 0 || offset > channel.size() - BYTES) {
      return Optional.empty();
    }
    channel.position(offset);
    ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(header);
    if (header.getInt(0) != SIGNATURE) {
      return Optional.empty();
    }
    int nameBytes = Short.toUnsignedInt(header.getShort(26));
    int extraBytes = Short.toUnsignedInt(header.getShort(28));
    ByteBuffer name = ByteBuffer.allocate(nameBytes);
    channel.read(name);
    return Optional.of(
        new LocalHeader(
            Short.toUnsignedInt(header.getShort(8)),
            text(Arrays.copyOf(name.array(), name.position())),
            offset + BYTES + nameBytes + extraBytes));
  }

  /** The bytes of a name, each as one character: what they mean does not matter here. */
  public static String text(byte[] name) {
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
