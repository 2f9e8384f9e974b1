package org.lockstep.model.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.lockstep.model.error.BadInputException;

/**
 * Reads a zip of arrays from a stream, entry by entry; nothing is written to disk. Refused are
 * names with a path, duplicates, wrong checksums, archives that inflate beyond reason, and archives
 * whose end is missing or does not agree with what was read.
 */
final class NpzReader {
  private static final int MOST_ENTRIES = 10_000;
  private static final int LONGEST_NAME = 80;

  /** Deflate can shrink zeros a thousandfold; weights, never so much. */
  private static final int LARGEST_RATIO = 100;

  /** What may be inflated before the ratio counts. */
  private static final long FREE_BYTES = 16 << 20;

  /** The list of entries at the end of the archive. */
  private static final long MOST_DIRECTORY_BYTES = 16 << 20;

  private final String place;
  private final TailStream source;
  private final ZipInputStream zip;
  private final Inflated inflated = new Inflated();
  private final Set<String> names = new HashSet<>();

  private NpzReader(String place, InputStream in) {
    this.place = place;
    this.source = new TailStream(new BufferedInputStream(in));
    this.zip = new ZipInputStream(source);
  }

  /** Receives each entry; need not read it to its end. */
  interface Visitor {
    void entry(String name, InputStream content) throws IOException;
  }

  /**
   * Reads a whole archive. The stream stays open.
   *
   * @throws BadInputException where the archive is not as it must be
   * @throws IOException where the stream itself fails
   */
  static void read(String place, InputStream in, Visitor visitor) throws IOException {
    NpzReader reader = new NpzReader(place, in);
    try {
      reader.read(visitor);
    } catch (ZipException | EOFException e) {
      throw BadInputException.at(place, "an undamaged npz archive", reason(e), e);
    }
  }

  /** The place of an entry; of a name of 64 KB its beginning. */
  static String placeOf(String place, String entry) {
    return place
        + ":"
        + (entry.length() <= LONGEST_NAME ? entry : entry.substring(0, LONGEST_NAME) + "...");
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "its end too early" : BadInputException.quote(e.getMessage());
  }

  private void read(Visitor visitor) throws IOException {
    for (String name = next(); name != null; name = next()) {
      visitor.entry(name, inflated);
      inflated.transferTo(OutputStream.nullOutputStream()); // so that the checksum is compared
    }
    if (names.isEmpty()) {
      throw BadInputException.at(place, "an npz archive", "no zip entry");
    }
    source.checkEnd(place, names.size());
  }

  private String next() throws IOException {
    ZipEntry entry;
    try {
      entry = zip.getNextEntry();
    } catch (IllegalArgumentException e) { // a name that is not UTF-8
      throw BadInputException.at(place, "readable entry names", "others", e);
    }
    if (entry == null) {
      return null;
    }
    String name = entry.getName();
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      throw BadInputException.at(place, "entries without a path", BadInputException.quote(name));
    }
    if (!names.add(name)) {
      throw BadInputException.at(place, "each entry once", "two " + BadInputException.quote(name));
    }
    if (names.size() > MOST_ENTRIES) {
      throw BadInputException.at(place, "at most " + MOST_ENTRIES + " entries", "more");
    }
    return name;
  }

  /** The present entry's contents, counted. */
  private final class Inflated extends InputStream {
    private long bytes;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = zip.read(into, from, length);
      bytes += Math.max(0, n);
      if (bytes > FREE_BYTES + LARGEST_RATIO * source.bytes()) {
        throw BadInputException.at(
            place,
            "an archive that inflates at most " + LARGEST_RATIO + "-fold",
            bytes + " bytes from " + source.bytes());
      }
      return n;
    }
  }

  /** Counts bytes and remembers the last ones, where a zip has its end record. */
  private static final class TailStream extends InputStream {
    private static final int END_LENGTH = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int SEE_ZIP64 = 0xffff;

    private final InputStream in;
    private final byte[] tail = new byte[END_LENGTH];
    private long bytes;

    TailStream(InputStream in) {
      this.in = in;
    }

    long bytes() {
      return bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = in.read(into, from, length);
      if (n > 0) {
        int taken = Math.min(n, END_LENGTH);
        System.arraycopy(tail, taken, tail, 0, END_LENGTH - taken);
        System.arraycopy(into, from + n - taken, tail, END_LENGTH - taken, taken);
        bytes += n;
      }
      return n;
    }

    /** Reads the rest; a file that was cut off anywhere does not end with an end record. */
    void checkEnd(String place, int entries) throws IOException {
      long limit = bytes + MOST_DIRECTORY_BYTES;
      byte[] buffer = new byte[1 << 12];
      while (bytes <= limit && read(buffer, 0, buffer.length) >= 0) {}
      int listed = number(10, 2);
      if (number(0, 4) != END_SIGNATURE || number(20, 2) != 0) {
        throw BadInputException.at(
            place,
            "a zip end record in the last 22 bytes",
            "none: the file was cut off or added to");
      }
      if (listed != entries && listed != SEE_ZIP64) {
        throw BadInputException.at(
            place, "the " + listed + " entries that its directory lists", entries + " entries");
      }
    }

    private int number(int at, int length) {
      int number = 0;
      for (int i = length - 1; i >= 0; i--) {
        number = (number << 8) | (tail[at + i] & 0xff);
      }
      return number;
    }
  }
}
