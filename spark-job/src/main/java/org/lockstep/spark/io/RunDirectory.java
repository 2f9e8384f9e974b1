package org.lockstep.spark.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;

/**
 * The output directory of a run, on any Hadoop file system.
 *
 * <p>A directory is ours when its {@code run.json} says so and it holds nothing but what a run
 * writes. Only such a directory is ever replaced; anybody else's files are left alone.
 */
public final class RunDirectory {
  /** The value of {@code "written_by"} in a run.json of ours. */
  public static final String WRITTEN_BY = "lockstep";

  /** The name of the model file in a run. */
  public static final String MODEL = "model.npz";

  /** The name of the epoch log in a run. */
  public static final String LOG = "log";

  /** The curves of loss and accuracy. */
  public static final String CURVES = "loss.png";

  /** The confusion matrix. */
  public static final String CONFUSION = "confusion.png";

  /** Images with their predictions. */
  public static final String PREDICTIONS = "predictions.png";

  /** The first layer's weights as images. */
  public static final String WEIGHTS = "weights.png";

  /** The name of the record in a run. */
  public static final String RECORD = "run.json";

  private static final Set<String> OURS =
      Set.of(MODEL, LOG, CURVES, CONFUSION, PREDICTIONS, WEIGHTS, RECORD, "checkpoints");

  /** The files of an epoch log, also while they are written. */
  private static final Pattern OF_LOG =
      Pattern.compile("epochs-\\d+\\.parquet|\\.{1,2}epochs-.*\\.(tmp|crc)");

  private static final long LARGEST_RECORD = 16 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final Configuration configuration;

  private RunDirectory(Path path, Configuration configuration) {
    this.path = path;
    this.configuration = configuration;
  }

  /**
   * Checks that a run may write here, without writing anything.
   *
   * @param overwrite whether a run of ours may be replaced
   * @throws BadInputException naming the directory and what is in the way
   */
  public static RunDirectory check(String name, boolean overwrite, Configuration configuration)
      throws IOException {
    Location location = Location.of(name, configuration);
    Path path = location.path();
    FileSystem files = location.files();
    RunDirectory directory = new RunDirectory(path, configuration);
    if (!location.exists()) {
      return directory;
    }
    if (!location.isDirectory()) {
      throw BadInputException.at(name, "a directory to write the run to", "a file");
    }
    List<String> strangers = directory.strangers(files);
    Optional<String> end = directory.endOfRecordedRun(files);
    if (!strangers.isEmpty() || (end.isEmpty() && files.listStatus(path).length > 0)) {
      throw BadInputException.at(
          name,
          "a new directory, or one that holds only a run",
          strangers.isEmpty()
              ? "files without a run.json of ours"
              : "other files: " + String.join(", ", strangers));
    }
    if (end.isPresent() && !overwrite) {
      throw BadInputException.at(
          name, "a new directory", "a run (" + end.get() + "); --overwrite replaces it");
    }
    return directory;
  }

  /** Empties the directory of an earlier run, or creates it. */
  public void begin() throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    if (files.exists(path)) {
      for (FileStatus status : files.listStatus(path)) {
        if (!status.getPath().equals(record())) {
          delete(files, status.getPath());
        }
      }
      if (files.exists(record())) {
        delete(files, record()); // last: until then the directory is known as ours
      }
    } else if (!files.mkdirs(path)) {
      throw new IOException("[" + path + "] could not be created");
    }
  }

  private static void delete(FileSystem files, Path path) throws IOException {
    if (!files.delete(path, true) && files.exists(path)) {
      throw new IOException("[" + path + "] could not be deleted");
    }
  }

  /** The names in the directory that no run writes. */
  private List<String> strangers(FileSystem files) throws IOException {
    Stream<String> here = names(files, path).filter(name -> !OURS.contains(name) && !isAside(name));
    Stream<String> inLog =
        files.exists(log()) && files.getFileStatus(log()).isDirectory()
            ? names(files, log()).filter(name -> !OF_LOG.matcher(name).matches())
            : Stream.empty();
    return Stream.concat(here, inLog.map(name -> LOG + "/" + name)).sorted().limit(5).toList();
  }

  private static Stream<String> names(FileSystem files, Path directory) throws IOException {
    return Arrays.stream(files.listStatus(directory)).map(status -> status.getPath().getName());
  }

  private static boolean isAside(String name) {
    return OURS.stream().anyMatch(ours -> name.startsWith("." + ours + "."));
  }

  /** How the run recorded here ended; empty where there is no run of ours. */
  private Optional<String> endOfRecordedRun(FileSystem files) throws IOException {
    if (!files.exists(record())) {
      return Optional.empty();
    }
    FileStatus status = files.getFileStatus(record());
    if (!status.isFile() || status.getLen() > LARGEST_RECORD) {
      return Optional.empty();
    }
    try (InputStream in = files.open(record())) {
      JsonNode json = JSON.readTree(in);
      return WRITTEN_BY.equals(json.path("written_by").asText())
          ? Optional.of(json.path("ended").path("how").asText("unfinished"))
          : Optional.empty();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The directory, fully qualified. */
  public Path path() {
    return path;
  }

  /** {@code model.npz}. */
  public Path model() {
    return new Path(path, MODEL);
  }

  /** The directory of the epoch log. */
  public Path log() {
    return new Path(path, LOG);
  }

  /** {@code run.json}. */
  public Path record() {
    return new Path(path, RECORD);
  }
}
