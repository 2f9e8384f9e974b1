package org.lockstep.spark.read.items;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;

/** A zip archive on any Hadoop file system, read from the directory at its end. */
public final class ZipArchive implements Closeable {
  private final HadoopChannel channel;
  private final ZipFile zip;

  private ZipArchive(HadoopChannel channel, ZipFile zip) {
    this.channel = channel;
    this.zip = zip;
  }

  /**
   * Opens an archive, given by its fully qualified path.
   *
   * @throws IOException also if it is not a zip archive, or not a whole one
   */
  public static ZipArchive open(Configuration configuration, String path) throws IOException {
    HadoopChannel channel = new HadoopChannel(configuration, path);
    try {
      return new ZipArchive(
          channel,
          ZipFile.builder().setSeekableByteChannel(channel).setIgnoreLocalFileHeader(true).get());
    } catch (RuntimeException e) { // from a damaged directory
      channel.close();
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The entries in the order of the directory, which can name some twice. */
  public List<ZipArchiveEntry> entries() {
    return Collections.list(zip.getEntries());
  }

  /** Whether an entry is packed in a way that can be unpacked, without a password. */
  public boolean canRead(ZipArchiveEntry entry) {
    boolean isUsual =
        entry.getMethod() == ZipArchiveEntry.STORED
            || entry.getMethod() == ZipArchiveEntry.DEFLATED;
    return isUsual && zip.canReadEntryData(entry);
  }

  /** An entry's contents, unpacked. */
  public InputStream contents(ZipArchiveEntry entry) throws IOException {
    return zip.getInputStream(entry);
  }

  /** The header before an entry; empty if the directory does not say the same. */
  public Optional<LocalHeader> header(ZipArchiveEntry entry) throws IOException {
    return LocalHeader.read(channel, entry.getLocalHeaderOffset())
        .filter(
            header ->
                header.method() == entry.getMethod()
                    && header.name().equals(LocalHeader.text(entry.getRawName())));
  }

  /** The contents of one entry of an archive, both closed together. */
  static InputStream entry(Configuration configuration, String path, String name)
      throws IOException {
    ZipArchive archive = open(configuration, path);
    try {
      ZipArchiveEntry entry = archive.zip.getEntry(name);
      if (entry == null) {
        throw new EOFException("no entry " + name);
      }
      return new FilterInputStream(archive.contents(entry)) {
        @Override
        public void close() throws IOException {
          super.close();
          archive.close();
        }
      };
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
    channel.close();
  }
}
