package org.lockstep.spark.store;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.Presence;

/**
 * Renames a finished file to its final name, which another file may already have.
 *
 * <p>Hadoop has no single call for this. {@code FileSystem.rename} replaces a file on local disks,
 * returns false on HDFS and throws elsewhere. {@code FileContext.rename} with {@code OVERWRITE}
 * replaces in one step only if the file system itself does, as HDFS does; on local disks, and
 * wherever else an AbstractFileSystem delegates to a FileSystem, it deletes the old file first. So
 * there are three ways here, and each verifies its result, because file systems cannot be trusted
 * to report failures.
 *
 * @param path the final name
 * @param aside the finished file
 */
record Rename(FileSystem files, Configuration configuration, Path path, Path aside) {

  /** How a file system can replace a file. */
  private enum Way {
    /** POSIX: {@code FileSystem.rename} replaces a file. */
    LOCAL,
    /** HDFS and views of it: {@code AbstractFileSystem.rename} replaces a file. */
    ATOMIC,
    /** No single call replaces a file. */
    STEPWISE
  }

  private Way way() {
    String scheme = files.getUri().getScheme();
    if ("file".equals(scheme)) {
      return Way.LOCAL;
    }
    String name = configuration.get("fs.AbstractFileSystem." + scheme + ".impl");
    Class<?> type = name == null ? null : configuration.getClassByNameOrNull(name);
    return type == null || DelegateToFileSystem.class.isAssignableFrom(type)
        ? Way.STEPWISE
        : Way.ATOMIC;
  }

  /**
   * Renames the file.
   *
   * @throws IOException if the file did not get its final name; the old file still has it
   */
  void run() throws IOException {
    long length = files.getFileStatus(aside).getLen();
    Optional<FileStatus> old = Presence.status(files, path);
    if (old.isPresent() && old.get().isDirectory()) {
      throw new NotPublishedException(path, "a directory has this name");
    }
    switch (way()) {
      case LOCAL -> {
        // A checksum that another program left would be checked against the new content.
        files.delete(Published.checksums(path), false);
        checked(files, aside, path);
        verify(length);
      }
      case ATOMIC -> {
        AbstractFileSystem.get(files.getUri(), configuration)
            .rename(aside, path, Options.Rename.OVERWRITE);
        verify(length);
      }
      case STEPWISE -> stepwise(length, old.isPresent());
    }
  }

  /**
   * Renames the old file out of the way, and deletes it only once the new one is verified. A crash
   * in between leaves the old file under another name, until {@link Published#restore}.
   */
  private void stepwise(long length, boolean replaces) throws IOException {
    Path before = Published.before(path);
    if (replaces) {
      files.delete(before, false); // left by a crash; the file under the final name is complete
      checked(files, path, before);
    }
    try {
      checked(files, aside, path);
      verify(length);
    } catch (IOException e) {
      if (replaces) {
        putBack(before, e);
      }
      throw e;
    }
    files.delete(before, false);
  }

  private void putBack(Path before, IOException failure) {
    try {
      if (Presence.isThere(files, before)) {
        files.delete(path, false); // whatever the rename left there
        checked(files, before, path);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Checks that the new file is there, complete, and no longer under its temporary name. */
  private void verify(long length) throws IOException {
    FileStatus now =
        Presence.status(files, path)
            .orElseThrow(() -> new NotPublishedException(path, "it is absent after its rename"));
    if (Presence.isThere(files, aside)) {
      throw new NotPublishedException(path, aside.getName() + " is still there after its rename");
    }
    if (now.getLen() != length) {
      throw new NotPublishedException(
          path,
          Text.format(
              "after its rename it has %d bytes, not the %d that were written",
              now.getLen(), length));
    }
  }

  /** Calls {@code FileSystem.rename} and treats false as a failure. */
  static void checked(FileSystem files, Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException(
          "the rename of " + from.getName() + " to " + to.getName() + " returned false");
    }
  }
}
