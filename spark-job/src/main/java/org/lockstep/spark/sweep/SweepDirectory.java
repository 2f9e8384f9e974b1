package org.lockstep.spark.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.run.IfThere;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RecordFile;
import org.lockstep.spark.store.RunLock;

/**
 * The output directory of a sweep: its table as {@code sweep.csv} and {@code sweep.parquet}, its
 * picture {@code sweep.png}, {@code sweep.json}, which tells that it is one, and a run directory
 * for each cell.
 */
public final class SweepDirectory {
  private static final String MARK = "sweep.json";
  private static final Set<String> FILES = Set.of(MARK, "sweep.csv", "sweep.parquet", "sweep.png");

  /** The number of a cell, and what it tries. */
  private static final Pattern CELL = Pattern.compile("\\d+_[A-Za-z0-9._+-]*");

  private final Path path;
  private final Configuration configuration;

  private SweepDirectory(Path path, Configuration configuration) {
    this.path = path;
    this.configuration = configuration;
  }

  /**
   * Checks that a sweep may write here, without writing anything.
   *
   * @param overwrite whether a sweep of ours may be replaced
   * @throws BadInputException naming the directory and what is in the way
   */
  public static SweepDirectory check(String name, boolean overwrite, Configuration configuration)
      throws IOException {
    Location location = Location.of(name, configuration);
    SweepDirectory directory = new SweepDirectory(location.path(), configuration);
    if (!location.exists()) {
      return directory;
    }
    if (!location.isDirectory()) {
      throw BadInputException.at(name, "a directory to write the sweep to", "a file");
    }
    FileSystem files = directory.files();
    List<FileStatus> there = directory.entries(files);
    if (there.isEmpty()) {
      return directory;
    }
    if (RecordFile.ofOurs(files, new Path(location.path(), MARK)).isEmpty()) {
      throw BadInputException.at(
          name,
          "a new directory, or one that holds only a sweep",
          "files without a " + MARK + " of ours");
    }
    if (!overwrite) {
      throw BadInputException.at(name, "a new directory", "a sweep; --overwrite replaces it");
    }
    List<String> strangers = new ArrayList<>();
    for (FileStatus status : there) {
      String entry = status.getPath().getName();
      if (status.isDirectory() && CELL.matcher(entry).matches()) {
        directory.checkCell(status.getPath());
      } else if (!status.isFile() || !FILES.contains(Published.finalName(entry))) {
        strangers.add(entry);
      }
    }
    if (!strangers.isEmpty()) {
      throw BadInputException.at(
          name,
          "a new directory, or one that holds only a sweep",
          "other files: " + String.join(", ", strangers));
    }
    return directory;
  }

  /** Nobody takes a cell's lock before its directory is deleted: here it must be readable. */
  private void checkCell(Path cell) throws IOException {
    String place = cell.toString();
    RunDirectory directory = RunDirectory.check(place, IfThere.REPLACE, configuration);
    new RunLock(place, directory.lock(), configuration).refuseWhileHeldHere();
  }

  private FileSystem files() throws IOException {
    return Published.fileSystem(path, configuration);
  }

  /** What is there beside the lock. */
  private List<FileStatus> entries(FileSystem files) throws IOException {
    return Listing.of(files, path).stream()
        .filter(status -> !status.getPath().equals(lock()))
        .toList();
  }

  /** Creates the directory where it is not there. */
  public void create() throws IOException {
    if (!files().mkdirs(path)) {
      throw new IOException("[" + path + "] could not be created");
    }
  }

  /** Empties the directory, but for its lock, and marks it as a sweep's. */
  public void begin() throws IOException {
    FileSystem files = files();
    for (FileStatus status : entries(files)) {
      boolean isMark = status.getPath().getName().equals(MARK);
      if (!isMark && !files.delete(status.getPath(), true)) {
        throw new IOException("[" + status.getPath() + "] could not be deleted");
      }
    }
    byte[] mark =
        ("{\n  \"written_by\" : \"" + RecordFile.WRITTEN_BY + "\"\n}\n")
            .getBytes(StandardCharsets.UTF_8);
    Published.write(new Path(path, MARK), configuration, out -> out.write(mark));
  }

  /** The directory, fully qualified. */
  public Path path() {
    return path;
  }

  /** {@code lock.json}. */
  public Path lock() {
    return new Path(path, RunDirectory.LOCK);
  }

  /** {@code sweep.csv}. */
  public Path csv() {
    return new Path(path, "sweep.csv");
  }

  /** {@code sweep.parquet}. */
  public Path parquet() {
    return new Path(path, "sweep.parquet");
  }

  /** {@code sweep.png}. */
  public Path plot() {
    return new Path(path, "sweep.png");
  }
}
