package org.lockstep.spark.read.items;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.spark.files.Presence;

/**
 * A file on any Hadoop file system as a channel, for libraries that jump about in a file.
 * Read-only; one thread at a time.
 */
public final class HadoopChannel implements SeekableByteChannel {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FSDataInputStream in;
  private final long size;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferStart;
  private int bufferBytes;
  private long position;
  private boolean isOpen = true;

  /** Opens a file, given by its fully qualified path. */
  public HadoopChannel(Configuration configuration, String file) throws IOException {
    Path path = new Path(file);
    FileSystem files = path.getFileSystem(configuration);
    size = files.getFileStatus(path).getLen();
    in = Presence.open(files, path);
  }

  /** Fills the buffer, unless the file ends first: some callers rely on that. */
  @Override
  public int read(ByteBuffer into) throws IOException {
    int total = 0;
    while (into.hasRemaining() && position < size) {
      if (position < bufferStart || position >= bufferStart + bufferBytes) {
        fill();
      }
      int from = (int) (position - bufferStart);
      int taken = Math.min(into.remaining(), bufferBytes - from);
      into.put(buffer, from, taken);
      position += taken;
      total += taken;
    }
    return total == 0 && into.hasRemaining() ? -1 : total;
  }

  private void fill() throws IOException {
    int wanted = (int) Math.min(BUFFER_BYTES, size - position);
    bufferBytes = 0;
    in.readFully(position, buffer, 0, wanted);
    bufferStart = position;
    bufferBytes = wanted;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    if (newPosition < 0) {
      throw new IllegalArgumentException("position " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return isOpen;
  }

  @Override
  public void close() throws IOException {
    isOpen = false;
    in.close();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long length) {
    throw new NonWritableChannelException();
  }
}
