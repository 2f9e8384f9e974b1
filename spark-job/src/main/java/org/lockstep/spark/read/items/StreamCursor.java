package org.lockstep.spark.read.items;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.lockstep.spark.files.Presence;

/** Reads items from a stream, plain or unpacked on the way. */
final class StreamCursor extends ItemCursor {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DataInputStream in;
  private final long gap; // bytes between one item and the next
  private boolean isFirst = true;

  StreamCursor(Configuration configuration, ItemFile file, long first) throws IOException {
    super(file);
    gap = file.layout().stride() - file.layout().itemBytes();
    long offset = file.layout().begin() + first * file.layout().stride();
    InputStream stream =
        file.container().packing() == Packing.ZIP
            ? ZipArchive.entry(configuration, file.container().path(), file.container().inside())
            : plain(configuration, file, offset);
    try {
      in = new DataInputStream(new BufferedInputStream(unpacked(stream, file), BUFFER_BYTES));
      if (file.container().packing() != Packing.NONE) {
        in.skipNBytes(offset);
      }
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static InputStream plain(Configuration configuration, ItemFile file, long offset)
      throws IOException {
    Path path = new Path(file.container().path());
    FSDataInputStream raw = Presence.open(path.getFileSystem(configuration), path);
    try {
      if (file.container().packing() == Packing.NONE) {
        raw.seek(offset);
      }
      return raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static InputStream unpacked(InputStream raw, ItemFile file) throws IOException {
    return switch (file.container().packing()) {
      case GZIP -> new GZIPInputStream(raw, BUFFER_BYTES);
      case NONE, ZIP -> raw;
      case HDF5 -> throw new IllegalArgumentException("chunks are no stream");
    };
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
