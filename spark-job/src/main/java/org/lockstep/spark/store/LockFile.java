package org.lockstep.spark.store;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.DiskErrors;
import org.lockstep.spark.files.Presence;

/** The file of a {@link RunLock}. */
record LockFile(Path path, Configuration configuration) {
  private static final int MOST_BYTES = 1 << 16;

  /** The content; empty if there is no file. */
  Optional<byte[]> read() throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    return DiskErrors.asExceptions(
        () -> Presence.read(files, path, in -> in.readNBytes(MOST_BYTES)));
  }

  /**
   * Writes the file in place.
   *
   * @throws FileAlreadyExistsException if it exists and must not be overwritten
   */
  void write(byte[] json, boolean overwrite) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    // Without Hadoop's checksum file for local files, which nobody would replace.
    FileSystem plain = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    try {
      DiskErrors.asExceptions(() -> writeTo(plain, json, overwrite));
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          Text.format("[%s] could not be written: %s", path, Causes.rootMessage(e)), e);
    }
  }

  private Void writeTo(FileSystem files, byte[] json, boolean overwrite) throws IOException {
    try (FSDataOutputStream out = files.create(path, overwrite)) {
      out.write(json);
    }
    return null;
  }

  void delete() throws IOException {
    path.getFileSystem(configuration).delete(path, false);
  }
}
