package org.lockstep.spark.read;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Steps through the items of an IDX file; lives in one task. */
final class IdxCursor implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final IdxHeader header;
  private final DataInputStream in;
  private final byte[] item;
  private final ByteBuffer numbers;

  /** Opens the file before item {@code first}. */
  IdxCursor(Configuration configuration, IdxFile file, long first) throws IOException {
    header = file.header();
    item = new byte[header.itemBytes()];
    numbers = ByteBuffer.wrap(item);
    Path path = new Path(file.file().path());
    FSDataInputStream raw = path.getFileSystem(configuration).open(path);
    long offset = header.headerBytes() + first * header.itemBytes();
    if (file.gzip()) {
      InputStream unpacked = new GZIPInputStream(raw, BUFFER_BYTES);
      in = new DataInputStream(new BufferedInputStream(unpacked, BUFFER_BYTES));
      in.skipNBytes(offset);
    } else {
      raw.seek(offset);
      in = new DataInputStream(new BufferedInputStream(raw, BUFFER_BYTES));
    }
  }

  /** Moves to the next item. */
  void next() throws IOException {
    in.readFully(item);
  }

  /** A copy of the item's bytes. */
  byte[] bytes() {
    return item.clone();
  }

  /** The i-th number of the item. */
  double number(int i) {
    return header.type().get(numbers, i);
  }

  /** The item's numbers. */
  double[] numbers() {
    double[] result = new double[header.itemSize()];
    for (int i = 0; i < result.length; i++) {
      result[i] = number(i);
    }
    return result;
  }

  /** Whether nothing follows the last item. */
  boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
