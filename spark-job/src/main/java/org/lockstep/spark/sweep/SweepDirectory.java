package org.lockstep.spark.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.run.ExistingOutput;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RecordFile;
import org.lockstep.spark.store.RunLock;

/**
 * The output directory of a sweep or a search: its table as {@code sweep.csv} and {@code
 * sweep.parquet}, its picture {@code sweep.png}, {@code sweep.json}, which marks the directory as a
 * sweep's, and a run directory for each cell. A search has {@code tune} instead of {@code sweep},
 * and its best model.
 */
public final class SweepDirectory {
  /** What the directory holds. */
  public enum Kind {
    /** Every combination of a grid. */
    SWEEP("sweep", "cell", "--overwrite replaces it"),
    /** A search around a preset. */
    TUNE("search", "trial", "--resume continues it, --overwrite replaces it");

    private final String noun;
    private final String row;
    private final String remedy;

    Kind(String noun, String row, String remedy) {
      this.noun = noun;
      this.row = row;
      this.remedy = remedy;
    }

    private String file(String suffix) {
      return Words.of(this) + "." + suffix;
    }

    private Set<String> files() {
      Set<String> files = new HashSet<>(Set.of(file("json"), file("csv"), file("parquet")));
      files.add(file("png"));
      if (this == TUNE) {
        files.add(RunDirectory.MODEL);
      }
      return files;
    }

    private BadInputException notOnly(String name, String found) {
      return BadInputException.at(name, "a new directory, or one that holds only a " + noun, found);
    }
  }

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The number of a cell, and what it tries. */
  private static final Pattern CELL = Pattern.compile("\\d+_[A-Za-z0-9._+-]*");

  private final Path path;
  private final Kind kind;
  private final Configuration configuration;

  private SweepDirectory(Path path, Kind kind, Configuration configuration) {
    this.path = path;
    this.kind = kind;
    this.configuration = configuration;
  }

  /**
   * Checks that a sweep or a search may write here, without writing anything.
   *
   * @param ifThere what to do with an existing sweep or search
   * @throws BadInputException naming the directory and what is in the way
   */
  public static SweepDirectory check(
      String name, Kind kind, ExistingOutput ifThere, Configuration configuration)
      throws IOException {
    Location location = Location.of(name, configuration);
    SweepDirectory directory = new SweepDirectory(location.path(), kind, configuration);
    if (!location.exists()) {
      return directory;
    }
    if (!location.isDirectory()) {
      throw BadInputException.at(name, "a directory to write the " + kind.noun + " to", "a file");
    }
    FileSystem files = directory.files();
    List<FileStatus> there = directory.entries(files);
    if (there.isEmpty()) {
      return directory;
    }
    if (directory.record().isEmpty()) {
      throw kind.notOnly(name, "files without a " + directory.mark().getName() + " of ours");
    }
    if (ifThere == ExistingOutput.REFUSE) {
      throw BadInputException.at(name, "a new directory", "a " + kind.noun + "; " + kind.remedy);
    }
    List<String> strangers = new ArrayList<>();
    for (FileStatus status : there) {
      String entry = status.getPath().getName();
      if (status.isDirectory() && CELL.matcher(entry).matches()) {
        directory.checkCell(status.getPath(), ifThere);
      } else if (!status.isFile() || !kind.files().contains(Published.finalName(entry))) {
        strangers.add(entry);
      }
    }
    if (!strangers.isEmpty()) {
      throw kind.notOnly(name, "other files: " + String.join(", ", strangers));
    }
    return directory;
  }

  /** Requires a readable lock: nobody takes a cell's lock before its directory is deleted. */
  private void checkCell(Path cell, ExistingOutput ifThere) throws IOException {
    String place = cell.toString();
    RunDirectory directory = RunDirectory.check(place, ifThere, configuration);
    new RunLock(place, directory.lock(), configuration).refuseWhileHeldHere();
  }

  private FileSystem files() throws IOException {
    return Published.fileSystem(path, configuration);
  }

  /** All entries except the lock. */
  private List<FileStatus> entries(FileSystem files) throws IOException {
    return Listing.of(files, path).stream()
        .filter(status -> !status.getPath().equals(lock()))
        .toList();
  }

  /** Creates the directory if it does not exist. */
  public void create() throws IOException {
    if (!files().mkdirs(path)) {
      throw new IOException("[" + path + "] could not be created");
    }
  }

  /** The mark's record of the existing sweep or search; empty if there is none of ours. */
  public Optional<JsonNode> record() throws IOException {
    return RecordFile.ofOurs(files(), mark());
  }

  /** Empties the directory except for its lock, and marks it as a sweep's. */
  public void begin() throws IOException {
    FileSystem files = files();
    for (FileStatus status : entries(files)) {
      boolean isMark = status.getPath().getName().equals(mark().getName());
      if (!isMark && !files.delete(status.getPath(), true)) {
        throw new IOException("[" + status.getPath() + "] could not be deleted");
      }
    }
    mark(Map.of());
  }

  /** Writes the mark, with additional entries about a sweep or search. */
  public void mark(Map<String, Object> more) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("written_by", RecordFile.WRITTEN_BY);
    all.putAll(more);
    byte[] bytes = (JSON.writeValueAsString(all) + "\n").getBytes(StandardCharsets.UTF_8);
    Published.write(mark(), configuration, out -> out.write(bytes));
  }

  /** What a row of the table describes. */
  String row() {
    return kind.row;
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
    return new Path(path, kind.file("csv"));
  }

  /** {@code sweep.parquet}. */
  public Path parquet() {
    return new Path(path, kind.file("parquet"));
  }

  /** {@code sweep.png}. */
  public Path plot() {
    return new Path(path, kind.file("png"));
  }

  /** {@code model.npz}, the best model of a search. */
  public Path model() {
    return new Path(path, RunDirectory.MODEL);
  }

  private Path mark() {
    return new Path(path, kind.file("json"));
  }
}
