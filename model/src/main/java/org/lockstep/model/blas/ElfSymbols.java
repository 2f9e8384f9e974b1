package org.lockstep.model.blas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the exported symbols of 64-bit, little-endian Linux libraries. The layout is that of the
 * System V ABI: <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">ELF</a>.
 */
final class ElfSymbols {
  private static final int MAGIC = 0x464c457f;
  private static final short CLASS_64_LITTLE_ENDIAN = 0x0102;
  private static final int DYNAMIC_SYMBOLS = 11;
  private static final int SYMBOL_BYTES = 24;

  private ElfSymbols() {}

  /**
   * Returns the addresses of the symbols that a library defines, relative to where it is loaded.
   *
   * @param prefix what the names begin with
   * @throws IOException if the file cannot be read
   * @throws RuntimeException if it is not such a library
   */
  static Map<String, Long> beginningWith(String prefix, Path library) throws IOException {
    ByteBuffer file;
    try (FileChannel channel = FileChannel.open(library)) {
      file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
    file.order(ByteOrder.LITTLE_ENDIAN);
    if (file.getInt(0) != MAGIC || file.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
      throw new IllegalArgumentException(library + " is no 64-bit library");
    }
    Map<String, Long> found = new TreeMap<>();
    byte[] wanted = prefix.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < file.getShort(0x3c); i++) {
      int section = section(file, i);
      if (file.getInt(section + 4) == DYNAMIC_SYMBOLS) {
        int names = offset(file, section(file, file.getInt(section + 0x28)));
        int symbols = offset(file, section);
        int end = symbols + Math.toIntExact(file.getLong(section + 0x20));
        for (int at = symbols; at < end; at += SYMBOL_BYTES) {
          int name = names + file.getInt(at);
          boolean isDefined = file.getShort(at + 6) != 0;
          if (isDefined && beginsWith(wanted, file, name)) {
            found.put(text(file, name), file.getLong(at + 8));
          }
        }
      }
    }
    return found;
  }

  private static int section(ByteBuffer file, int number) {
    return Math.toIntExact(file.getLong(0x28)) + number * file.getShort(0x3a);
  }

  private static int offset(ByteBuffer file, int section) {
    return Math.toIntExact(file.getLong(section + 0x18));
  }

  private static boolean beginsWith(byte[] prefix, ByteBuffer file, int at) {
    for (int i = 0; i < prefix.length; i++) {
      if (file.get(at + i) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(ByteBuffer file, int at) {
    StringBuilder text = new StringBuilder();
    for (int i = at; file.get(i) != 0; i++) {
      text.append((char) file.get(i));
    }
    return text.toString();
  }
}
