package org.lockstep.spark.read.items;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Items as a stream gives them, plain or unpacked on the way. */
final class StreamCursor extends ItemCursor {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DataInputStream in;
  private final long gap; // bytes between an item and the next
  private boolean isFirst = true;

  StreamCursor(Configuration configuration, ItemFile file, long first) throws IOException {
    super(file);
    gap = file.stride() - file.itemBytes();
    Path path = new Path(file.path());
    FSDataInputStream raw = path.getFileSystem(configuration).open(path);
    long offset = file.begin() + first * file.stride();
    try {
      if (file.packing() == Packing.NONE) {
        raw.seek(offset);
      }
      in = new DataInputStream(new BufferedInputStream(unpacked(raw, file), BUFFER_BYTES));
      if (file.packing() != Packing.NONE) {
        in.skipNBytes(offset);
      }
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static InputStream unpacked(FSDataInputStream raw, ItemFile file) throws IOException {
    return switch (file.packing()) {
      case GZIP -> new GZIPInputStream(raw, BUFFER_BYTES);
      case ZIP -> entry(new ZipInputStream(new BufferedInputStream(raw, BUFFER_BYTES)), file);
      case NONE -> raw;
    };
  }

  private static InputStream entry(ZipInputStream zip, ItemFile file) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().equals(file.inside())) {
        return zip;
      }
    }
    throw new EOFException("no entry " + file.inside() + " in " + file.name());
  }

  @Override
  void read(byte[] item) throws IOException {
    if (!isFirst) {
      in.skipNBytes(gap);
    }
    isFirst = false;
    in.readFully(item);
  }

  @Override
  public boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
