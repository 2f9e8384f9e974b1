package org.lockstep.model.file;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the zip around arrays, as {@code numpy.savez} does: stored, not deflated, since trained
 * weights hardly shrink. Equal contents give equal bytes on any day, in any time zone.
 */
final class NpzWriter {
  /** The first date that Java does not treat as "before zip's time", which adds a time zone. */
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;

  NpzWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
  }

  /** Writes the same bytes each time it is called. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes one entry. A stored entry begins with its length and checksum, so the content is written
   * twice.
   */
  void entry(String name, Content content) throws IOException {
    CRC32 crc = new CRC32();
    Counter counter = new Counter();
    content.writeTo(new CheckedOutputStream(counter, crc));
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(FIXED_TIME);
    entry.setSize(counter.bytes);
    entry.setCompressedSize(counter.bytes);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /** Ends the archive; the underlying stream stays open. */
  void finish() throws IOException {
    zip.finish();
    zip.flush();
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int length) {
      bytes += length;
    }
  }
}
