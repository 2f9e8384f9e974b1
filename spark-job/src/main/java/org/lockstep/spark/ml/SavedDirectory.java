package org.lockstep.spark.ml;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Published;

/**
 * A directory that is written aside and then takes its name: a save that fails leaves what was
 * there before, and nobody reads half of one.
 */
final class SavedDirectory {
  private final Path path;
  private final FileSystem files;

  /** What fills it. */
  @FunctionalInterface
  interface Content {
    /** Writes into a directory. */
    void writeTo(Path directory) throws IOException;
  }

  private SavedDirectory(Path path, FileSystem files) {
    this.path = path;
    this.files = files;
  }

  /**
   * Writes a directory.
   *
   * @param overwrites whether one of this name is replaced
   * @throws BadInputException where there is one and it is not
   */
  static void write(String name, boolean overwrites, Configuration configuration, Content content)
      throws IOException {
    Path path = Location.of(name, configuration).path();
    SavedDirectory directory = new SavedDirectory(path, Published.fileSystem(path, configuration));
    if (!overwrites && Presence.isThere(directory.files, path)) {
      throw BadInputException.at(
          name, "a path where nothing is, or write().overwrite()", "something there");
    }
    directory.write(content);
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
      throw new IOException("[" + to + "] could not be written: " + from + " is not to be renamed");
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
