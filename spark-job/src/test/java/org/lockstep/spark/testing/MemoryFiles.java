package org.lockstep.spark.testing;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A Hadoop file system of one file in memory, for tests that try thousands of files per second.
 * Read only; for one thread at a time.
 */
public final class MemoryFiles extends FileSystem {
  private static final URI ROOT = URI.create("memory:/");
  private static final Configuration CONFIGURATION = new Configuration(false);

  static {
    CONFIGURATION.setClass("fs.memory.impl", MemoryFiles.class, FileSystem.class);
  }

  private static Path file = new Path("memory:/none");
  private static byte[] contents = {};

  /** A configuration that knows the scheme {@code memory}. */
  public static Configuration configuration() {
    return CONFIGURATION;
  }

  /**
   * Replaces the one file.
   *
   * @param name of the file, which can decide how it is read
   * @return its fully qualified path
   */
  public static String hold(String name, byte[] bytes) {
    file = new Path("memory:/" + name);
    contents = bytes;
    return file.toString();
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    getFileStatus(path);
    return new FSDataInputStream(new Contents(contents));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    if (!makeQualified(path).equals(file)) {
      throw new FileNotFoundException(path.toString());
    }
    return new FileStatus(contents.length, false, 1, 1 << 20, 0, file);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return new FileStatus[] {getFileStatus(path)};
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(ROOT);
  }

  @Override
  public void setWorkingDirectory(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw new UnsupportedOperationException();
  }

  /** Fails as HDFS does on a position beyond the end. */
  private static final class Contents extends FSInputStream {
    private final byte[] bytes;
    private int position;

    Contents(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return position < bytes.length ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (length > 0 && position == bytes.length) {
        return -1;
      }
      int n = Math.min(length, bytes.length - position);
      System.arraycopy(bytes, position, into, from, n);
      position += n;
      return n;
    }

    @Override
    public int available() {
      return bytes.length - position;
    }

    @Override
    public void seek(long to) throws IOException {
      if (to < 0 || to > bytes.length) {
        throw new EOFException("position " + to + " of " + bytes.length);
      }
      position = Math.toIntExact(to);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public boolean seekToNewSource(long to) {
      return false;
    }
  }
}
