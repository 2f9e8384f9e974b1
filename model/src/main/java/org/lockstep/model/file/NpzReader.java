package org.lockstep.model.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.lockstep.model.error.BadInputException;

/**
 * Reads a zip of arrays from a stream, entry by entry; nothing is written to disk. It refuses names
 * with a path, duplicates, wrong checksums, archives that inflate beyond reason, and archives whose
 * {@linkplain ZipDirectory directory} is missing or does not agree with what was read.
 */
final class NpzReader {
  private static final int MOST_ENTRIES = 10_000;
  private static final int LONGEST_NAME = 80;

  /** Deflate can shrink zeros a thousandfold, but never weights by this much. */
  private static final int LARGEST_RATIO = 100;

  /** How many bytes can be inflated before the ratio counts. */
  private static final long FREE_BYTES = 16 << 20;

  /** The limit on the list of entries at the end of the archive. */
  private static final int MOST_DIRECTORY_BYTES = 16 << 20;

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
   * @throws BadInputException if the archive is not as it must be
   * @throws IOException if the stream itself fails
   */
  static void read(String place, InputStream in, Visitor visitor) throws IOException {
    NpzReader reader = new NpzReader(place, in);
    try {
      reader.read(visitor);
    } catch (ZipException | EOFException e) {
      throw BadInputException.at(place, "an undamaged npz archive", reason(e), e);
    }
  }

  /** The place of an entry; a name can have 64 KB, so a long one is cut short. */
  static String placeOf(String place, String entry) {
    return place
        + ":"
        + (entry.length() <= LONGEST_NAME ? entry : entry.substring(0, LONGEST_NAME) + "...");
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "a premature end" : BadInputException.quote(e.getMessage());
  }

  private void read(Visitor visitor) throws IOException {
    List<ZipEntry> entries = new ArrayList<>();
    for (ZipEntry entry = next(); entry != null; entry = next()) {
      entries.add(entry);
      visitor.entry(entry.getName(), inflated);
      inflated.transferTo(OutputStream.nullOutputStream()); // so that the checksum is compared
    }
    if (entries.isEmpty()) {
      throw BadInputException.at(place, "an npz archive", "no zip entry");
    }
    byte[] end = source.remember(MOST_DIRECTORY_BYTES);
    new ZipDirectory(place, end, source.bytes() - end.length).check(entries);
  }

  private ZipEntry next() throws IOException {
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
    return entry;
  }

  /** The current entry's contents, counted. */
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

  /** Counts bytes and remembers the last ones, among which the list of entries begins. */
  private static final class TailStream extends InputStream {
    /** A ZipInputStream that has found the list has read at most 512 + 30 bytes of it. */
    private static final int KEPT = 1024;

    private final InputStream in;
    private final byte[] tail = new byte[KEPT];
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
        int taken = Math.min(n, KEPT);
        System.arraycopy(tail, taken, tail, 0, KEPT - taken);
        System.arraycopy(into, from + n - taken, tail, KEPT - taken, taken);
        bytes += n;
      }
      return n;
    }

    /** The remembered bytes and those that follow, at most {@code most} of the latter. */
    byte[] remember(int most) throws IOException {
      int kept = (int) Math.min(KEPT, bytes);
      ByteArrayOutputStream end = new ByteArrayOutputStream();
      end.write(tail, KEPT - kept, kept);
      byte[] rest = in.readNBytes(most);
      bytes += rest.length;
      end.writeBytes(rest);
      return end.toByteArray();
    }
  }
}
