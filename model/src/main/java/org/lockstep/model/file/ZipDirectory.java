package org.lockstep.model.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import org.lockstep.model.error.BadInputException;

/**
 * The list at the end of a zip archive, checked against the entries that were read from its
 * beginning. NumPy goes by the list, a stream by the header before each entry: an archive in which
 * the two differ would be one model here and another there. So each entry must be listed under its
 * name, where it was found, with the same packing, lengths and checksum. There must be nothing
 * before, between or after the entries. (PKWARE, "APPNOTE.TXT - .ZIP File Format Specification",
 * sections 4.3 and 4.5.)
 */
final class ZipDirectory {
  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int END64_BYTES = 56;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int LISTED_BYTES = 46;
  private static final int LISTED_SIGNATURE = 0x02014b50;
  private static final int HEADER_BYTES = 30;
  private static final int EXTRA_HEADER_BYTES = 4;

  private static final int HAS_DESCRIPTOR = 1 << 3;
  private static final int IS_UTF_8 = 1 << 11;
  private static final int ZIP64_EXTRA = 1;
  private static final int OTHER_NAME_EXTRA = 0x7075;
  private static final int SEE_ZIP64 = 0xffff;
  private static final long SEE_ZIP64_LONG = 0xffffffffL;

  /**
   * Lengths of the descriptor that can follow an entry whose header did not know its length: with
   * zip64 and without.
   */
  private static final List<Long> DESCRIPTORS = List.of(12L, 16L, 20L, 24L);

  private final String place;
  private final ByteBuffer end;
  private final long start; // of the buffer, in the archive

  /**
   * The list of an archive.
   *
   * @param end the archive's last bytes, with the whole list
   * @param start how many bytes come before them
   */
  ZipDirectory(String place, byte[] end, long start) {
    this.place = place;
    this.end = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
    this.start = start;
  }

  /** An entry as it is listed; its name is {@code nameBytes} long. */
  private record Listed(
      String name,
      int nameBytes,
      int flags,
      int method,
      long crc,
      long packed,
      long size,
      long offset) {}

  /**
   * Compares the list with the entries.
   *
   * @param read the entries, read to their ends, in their order in the archive
   * @throws BadInputException if they differ
   */
  void check(List<ZipEntry> read) {
    int record = end.limit() - END_BYTES;
    if (record < 0 || end.getInt(record) != END_SIGNATURE || end.getShort(record + 20) != 0) {
      throw noEnd();
    }
    long count = Short.toUnsignedInt(end.getShort(record + 10));
    long bytes = Integer.toUnsignedLong(end.getInt(record + 12));
    long offset = Integer.toUnsignedLong(end.getInt(record + 16));
    int locator = record - LOCATOR_BYTES;
    if (locator >= END64_BYTES && end.getInt(locator) == LOCATOR_SIGNATURE) {
      record = locator - END64_BYTES;
      if (end.getInt(record) != END64_SIGNATURE
          || end.getLong(locator + 8) != start + record
          || isOther(count, SEE_ZIP64, end.getLong(record + 32))
          || isOther(bytes, SEE_ZIP64_LONG, end.getLong(record + 40))
          || isOther(offset, SEE_ZIP64_LONG, end.getLong(record + 48))) {
        throw noEnd();
      }
      count = end.getLong(record + 32);
      bytes = end.getLong(record + 40);
      offset = end.getLong(record + 48);
    }
    if (count != read.size()) {
      throw BadInputException.at(
          place, "the " + count + " entries that its directory lists", read.size() + " entries");
    }
    if (offset < start || bytes != start + record - offset) {
      throw BadInputException.at(
          place, "the zip directory right before its end record", "it elsewhere");
    }
    compare(listed((int) (offset - start), record), read, offset);
  }

  private static boolean isOther(long value, long placeholder, long value64) {
    return value != placeholder && value != value64;
  }

  private BadInputException noEnd() {
    return BadInputException.at(
        place, "a zip end record in the last 22 bytes", "none: the file was cut off or added to");
  }

  private List<Listed> listed(int from, int to) {
    List<Listed> entries = new ArrayList<>();
    int at = from;
    while (at < to) {
      if (to - at < LISTED_BYTES || end.getInt(at) != LISTED_SIGNATURE) {
        throw damaged();
      }
      int nameBytes = Short.toUnsignedInt(end.getShort(at + 28));
      int extraBytes = Short.toUnsignedInt(end.getShort(at + 30));
      int next =
          at + LISTED_BYTES + nameBytes + extraBytes + Short.toUnsignedInt(end.getShort(at + 32));
      if (next > to) {
        throw damaged();
      }
      entries.add(listed(at, nameBytes, extraBytes));
      at = next;
    }
    return entries;
  }

  private Listed listed(int at, int nameBytes, int extraBytes) {
    byte[] name = new byte[nameBytes];
    end.get(at + LISTED_BYTES, name);
    long[] numbers = {
      Integer.toUnsignedLong(end.getInt(at + 24)),
      Integer.toUnsignedLong(end.getInt(at + 20)),
      Integer.toUnsignedLong(end.getInt(at + 42))
    };
    int extra = at + LISTED_BYTES + nameBytes;
    int extraEnd = extra + extraBytes;
    while (extra < extraEnd) {
      if (extraEnd - extra < EXTRA_HEADER_BYTES) {
        throw damaged();
      }
      int kind = Short.toUnsignedInt(end.getShort(extra));
      int length = Short.toUnsignedInt(end.getShort(extra + 2));
      int value = extra + EXTRA_HEADER_BYTES;
      extra = value + length;
      if (extra > extraEnd || kind == OTHER_NAME_EXTRA) {
        throw damaged();
      }
      for (int i = 0; i < numbers.length && kind == ZIP64_EXTRA; i++) {
        if (numbers[i] == SEE_ZIP64_LONG) {
          if (extra - value < Long.BYTES) {
            throw damaged();
          }
          numbers[i] = end.getLong(value);
          value += Long.BYTES;
        }
      }
    }
    return new Listed(
        new String(name, UTF_8),
        nameBytes,
        Short.toUnsignedInt(end.getShort(at + 8)),
        Short.toUnsignedInt(end.getShort(at + 10)),
        Integer.toUnsignedLong(end.getInt(at + 16)),
        numbers[1],
        numbers[0],
        numbers[2]);
  }

  private BadInputException damaged() {
    return BadInputException.at(place, "a zip directory of plain entries", "another");
  }

  private void compare(List<Listed> listed, List<ZipEntry> read, long directory) {
    if (listed.size() != read.size()) {
      throw damaged();
    }
    listed.sort(Comparator.comparingLong(Listed::offset));
    for (int i = 0; i < read.size(); i++) {
      ZipEntry entry = read.get(i);
      Listed as = listed.get(i);
      if (!as.name.equals(entry.getName())) {
        throw BadInputException.at(
            place,
            "the entry " + BadInputException.quote(as.name) + ", which its directory lists,",
            BadInputException.quote(entry.getName()));
      }
      boolean isAscii = as.nameBytes == as.name.length();
      check(entry, "name in UTF-8", isAscii || (as.flags & IS_UTF_8) != 0);
      check(entry, "packing", as.method == entry.getMethod());
      check(entry, "checksum", as.crc == entry.getCrc());
      check(entry, "length", as.size == entry.getSize());
      check(entry, "packed length", as.packed == entry.getCompressedSize());
      boolean isStored = as.method == ZipEntry.STORED;
      check(entry, "packed length", !isStored || as.packed == as.size);
      check(entry, "place", i > 0 || as.offset == 0);
      int extraBytes = entry.getExtra() == null ? 0 : entry.getExtra().length;
      long behind = as.offset + HEADER_BYTES + as.nameBytes + extraBytes + as.packed;
      long gap = (i + 1 < read.size() ? listed.get(i + 1).offset : directory) - behind;
      boolean mayHaveDescriptor = (as.flags & HAS_DESCRIPTOR) != 0;
      check(entry, "place", mayHaveDescriptor ? DESCRIPTORS.contains(gap) : gap == 0);
    }
  }

  private void check(ZipEntry entry, String what, boolean isSame) {
    if (!isSame) {
      throw BadInputException.at(
          NpzReader.placeOf(place, entry.getName()),
          "the " + what + " given in the archive's directory",
          "another");
    }
  }
}
