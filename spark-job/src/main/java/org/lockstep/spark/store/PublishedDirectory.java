package org.lockstep.spark.store;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.spark.files.PathNames;
import org.lockstep.spark.files.Presence;

/**
 * Writes a directory under a temporary name, then renames it: a failed save leaves the old
 * directory in place, and nobody reads a partly written one. No file system replaces a directory in
 * one step, so the old one gets another name first. A crash in between leaves it there, until
 * {@link #restore}. On object stores, which rename the files one by one, a crash can lose some of
 * them.
 */
public final class PublishedDirectory {
  private final Path path;
  private final FileSystem files;

  /** Writes the content of the directory. */
  @FunctionalInterface
  public interface Content {
    /** Writes into a directory. */
    void writeTo(Path directory) throws IOException;
  }

  private PublishedDirectory(Path path, FileSystem files) {
    this.path = path;
    this.files = files;
  }

  /** Writes a directory, replacing an existing one. */
  public static void write(Path path, Configuration configuration, Content content)
      throws IOException {
    new PublishedDirectory(path, Published.fileSystem(path, configuration)).write(content);
  }

  /**
   * Restores the name of a directory that a crash left under another one. Call this before reading
   * a directory that may have been in the middle of a replacement.
   */
  public static void restore(Path path, Configuration configuration) throws IOException {
    new PublishedDirectory(path, Published.fileSystem(path, configuration)).restore();
  }

  private void restore() throws IOException {
    Path before = Published.before(path);
    if (!Presence.isThere(files, path) && Presence.isThere(files, before)) {
      rename(before, path);
    }
  }

  private void write(Content content) throws IOException {
    restore();
    Path aside =
        PathNames.in(path.getParent(), "." + path.getName() + "-" + UUID.randomUUID() + ".tmp");
    try {
      content.writeTo(aside);
      swap(aside);
    } catch (IOException | RuntimeException | Error e) {
      delete(aside, e);
      throw e;
    }
  }

  private void swap(Path aside) throws IOException {
    if (!Presence.isThere(files, path)) {
      rename(aside, path);
      return;
    }
    Path before = Published.before(path);
    files.delete(before, true); // left by a crash; the directory under the final name is complete
    rename(path, before);
    try {
      rename(aside, path);
    } catch (IOException e) {
      rename(before, path);
      throw e;
    }
    files.delete(before, true);
  }

  private void rename(Path from, Path to) throws IOException {
    files.mkdirs(to.getParent());
    if (Presence.isThere(files, to)) { // a rename would move into it
      throw new IOException("[" + to + "] could not be written: something else is there by now");
    }
    if (!files.rename(from, to)) {
      throw new IOException("[" + to + "] could not be written: " + from + " cannot be renamed");
    }
  }

  private void delete(Path aside, Throwable failure) {
    try {
      files.delete(aside, true);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
