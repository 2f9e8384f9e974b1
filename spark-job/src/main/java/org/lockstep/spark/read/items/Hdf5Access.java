package org.lockstep.spark.read.items;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.nio.FileChannelFromSeekableByteChannel;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** An HDF5 file opened by jHDF through Hadoop's file system. */
public final class Hdf5Access implements Closeable {
  private final HadoopChannel channel;
  private final HdfFile file;

  private Hdf5Access(HadoopChannel channel, HdfFile file) {
    this.channel = channel;
    this.file = file;
  }

  /**
   * Opens a file, given by its fully qualified path.
   *
   * @throws IOException also if it is not an HDF5 file
   */
  public static Hdf5Access open(Configuration configuration, String path) throws IOException {
    HadoopChannel channel = new HadoopChannel(configuration, path);
    try {
      HdfFile file = asked(() -> new HdfFile(new FileChannelFromSeekableByteChannel(channel)));
      return new Hdf5Access(channel, asked(() -> Hdf5Storage.bounded(file)));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A question to jHDF. */
  public interface Question<T> {
    T ask();
  }

  /**
   * Returns jHDF's answer. In a damaged file jHDF can follow any address and believe any length, so
   * whatever it throws means a damaged file.
   */
  public static <T> T asked(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new IOException(e instanceof Error ? "structures without end" : e.getMessage(), e);
    }
  }

  public Group root() {
    return file;
  }

  /** The file's length. */
  long length() {
    return channel.size();
  }

  /** The file's length according to the file itself. */
  public long lengthToldInside() throws IOException {
    return asked(() -> file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress());
  }

  /** A chunked data set; {@code path} goes through groups only. */
  ChunkedDataset chunked(String path) throws IOException {
    return asked(
        () -> {
          Node node = file;
          for (String name : path.split("/", -1)) {
            node = node instanceof Group group ? group.getChild(name) : null;
          }
          if (node instanceof ChunkedDataset chunks) {
            return chunks;
          }
          throw new IllegalStateException("no chunked data set " + path);
        });
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
