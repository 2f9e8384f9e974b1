package org.lockstep.spark.store;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.spark.files.Presence;

/**
 * Writes a directory under a temporary name, then renames it: a failed save leaves the old
 * directory in place, and nobody reads a partly written one.
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

  private void write(Content content) throws IOException {
    Path aside = beside(".tmp");
    try {
      content.writeTo(aside);
      swap(aside);
    } catch (IOException | RuntimeException | Error e) {
      delete(aside, e);
      throw e;
    }
  }

  private Path beside(String ending) {
    return new Path(path.getParent(), "." + path.getName() + "-" + UUID.randomUUID() + ending);
  }

  private void swap(Path aside) throws IOException {
    if (!Presence.isThere(files, path)) {
      rename(aside, path);
      return;
    }
    Path before = beside(".before");
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
