package org.lockstep.spark.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.files.UnreadableException;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RecordFile;
import org.lockstep.spark.store.RunLock;

/**
 * The output directory of a run, on any Hadoop file system.
 *
 * <p>A directory is ours if its {@code run.json} says so and it holds nothing but what a run
 * writes. Only such a directory is ever replaced; other people's files are left alone.
 */
public final class RunDirectory {
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

  /** The ROC curve for two classes. */
  public static final String ROC = "roc.png";

  /** The precision-recall curve for two classes. */
  public static final String PRECISION_RECALL = "pr.png";

  /** The calibration of the probabilities of two classes. */
  public static final String CALIBRATION = "calibration.png";

  /** Predicted against actual numbers, and the residuals. */
  public static final String RESIDUALS = "residuals.png";

  /** The name of the record in a run. */
  public static final String RECORD = "run.json";

  /** The directory of checkpoints in a run. */
  public static final String CHECKPOINTS = "checkpoints";

  /** The directory of an ensemble's members, each a run. */
  public static final String MEMBERS = "members";

  /** The name of the lock file of a run that is in progress or was killed. */
  public static final String LOCK = "lock.json";

  /** The directory of column importances. */
  public static final String IMPORTANCE = "importance";

  /** The ends of a run that is done. */
  private static final Set<String> DONE =
      Set.of("completed", "max-steps", "converged", "early-stopped", "diverged");

  /** The recorded end of a run whose files are being deleted. */
  private static final String REPLACED = "replaced";

  private static final byte[] REPLACED_RECORD =
      ("{\"written_by\": \""
              + RecordFile.WRITTEN_BY
              + "\", \"ended\": {\"how\": \""
              + REPLACED
              + "\"}}\n")
          .getBytes(StandardCharsets.UTF_8);

  private final String name;
  private final Path path;
  private final Configuration configuration;
  private final Optional<JsonNode> found; // run.json at the first check
  private final ExistingOutput ifThere;

  private RunDirectory(
      String name,
      Path path,
      Configuration configuration,
      Optional<JsonNode> found,
      ExistingOutput ifThere) {
    this.name = name;
    this.path = path;
    this.configuration = configuration;
    this.found = found;
    this.ifThere = ifThere;
  }

  /** The configuration of its file system. */
  Configuration configuration() {
    return configuration;
  }

  /**
   * Checks that a run may write to this directory, without writing anything.
   *
   * @throws BadInputException naming the directory and what is in the way
   */
  public static RunDirectory check(String name, ExistingOutput ifThere, Configuration configuration)
      throws IOException {
    Location location = Location.of(name, configuration);
    Path path = location.path();
    checkWritable(name, location);
    RunDirectory directory = new RunDirectory(name, path, configuration, Optional.empty(), ifThere);
    if (!location.exists()) {
      return directory;
    }
    if (!location.isDirectory()) {
      throw BadInputException.at(name, "a directory to write the run to", "a file");
    }
    Published.restore(directory.record(), configuration);
    FileSystem files = directory.files();
    new RunEntries(name, path, files).refuseStrangers();
    Optional<JsonNode> record = RecordFile.ofOurs(files, directory.record());
    if (record.isEmpty() && directory.holdsMoreThanALock(files)) {
      throw RunEntries.notOnlyARun(name, "files without a run.json of ours");
    }
    directory.refuseWhileHeldHere();
    if (record.isPresent() && ifThere == ExistingOutput.REFUSE) {
      throw BadInputException.at(name, "a new directory", inTheWay(endOf(record.get())));
    }
    return new RunDirectory(name, path, configuration, record, ifThere);
  }

  /** Ignores an unreadable lock: taking the lock waits for it later, and reports it. */
  private void refuseWhileHeldHere() throws IOException {
    try {
      new RunLock(name, lock(), configuration).refuseWhileHeldHere();
    } catch (UnreadableException e) {
      // This is only the first check.
    }
  }

  /** Checks permissions as far as possible without writing: only on local disks. */
  private static void checkWritable(String name, Location location) throws IOException {
    if (!"file".equals(location.files().getUri().getScheme())) {
      return;
    }
    java.nio.file.Path nearest = java.nio.file.Path.of(location.path().toUri().getPath());
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest != null && !Files.isWritable(nearest)) {
      throw BadInputException.at(
          name, "a directory that can be written to", nearest + ", which cannot be");
    }
  }

  private static String inTheWay(String end) {
    return DONE.contains(end)
        ? "a run (" + end + "); --overwrite replaces it"
        : "an unfinished run (" + end + "); --resume continues it, --overwrite replaces it";
  }

  /** How a recorded run ended; {@code running} if its end was not recorded. */
  public static String endOf(JsonNode record) {
    return record.path("ended").path("how").asText("running");
  }

  /** Whether a run with this end is done. */
  public static boolean isDone(String end) {
    return DONE.contains(end);
  }

  /** The {@code run.json} of the run to resume; empty if there is none. */
  public Optional<JsonNode> earlier() {
    return ifThere == ExistingOutput.RESUME
        ? found.filter(record -> !endOf(record).equals(REPLACED))
        : Optional.empty();
  }

  /**
   * Checks that no other run has written here since the directory was first checked. The caller
   * must hold the lock and must not have written anything yet.
   *
   * @throws BadInputException if another run has written here
   */
  public void checkUntouched() throws IOException {
    FileSystem files = files();
    new RunEntries(name, path, files).refuseStrangers();
    if (!RecordFile.ofOurs(files, record()).equals(found)) {
      throw BadInputException.at(
          name,
          "the directory as it was when this run began",
          "that another run has written to it since; run the same command again");
    }
  }

  /** Whether the directory exists. */
  public boolean exists() throws IOException {
    return Presence.isThere(files(), path);
  }

  /** Creates the directory if it does not exist. */
  public void create() throws IOException {
    if (!files().mkdirs(path)) {
      throw new IOException("[" + path + "] could not be created");
    }
  }

  /** Empties the directory except for its lock; creates it if it does not exist. */
  public void begin() throws IOException {
    create();
    FileSystem files = files();
    if (Presence.isThere(files, record())) { // from here on, the record no longer describes its run
      Published.write(record(), configuration, out -> out.write(REPLACED_RECORD));
    }
    for (FileStatus status : Listing.of(files, path)) {
      Path entry = status.getPath();
      if (!entry.equals(record()) && !entry.equals(lock())) {
        delete(files, entry);
      }
    }
    if (Presence.isThere(files, record())) {
      delete(files, record()); // last: the record marks the directory as ours
    }
  }

  /** Deletes partly written files that a crash left. */
  public void cleanUp() throws IOException {
    for (Path part : List.of(path, log(), checkpoints())) {
      Published.cleanUp(part, configuration);
    }
  }

  private static void delete(FileSystem files, Path path) throws IOException {
    if (!files.delete(path, true) && Presence.isThere(files, path)) {
      throw new IOException("[" + path + "] could not be deleted");
    }
  }

  /** A run that was killed before it wrote its record leaves its lock and partly written files. */
  private boolean holdsMoreThanALock(FileSystem files) throws IOException {
    return Listing.of(files, path).stream()
        .map(status -> status.getPath().getName())
        .anyMatch(entry -> !entry.equals(LOCK) && entry.equals(Published.finalName(entry)));
  }

  /** The file system, which also lists the checksum files that Hadoop hides. */
  private FileSystem files() throws IOException {
    return Published.fileSystem(path, configuration);
  }

  /** The directory as the user wrote it. */
  public String name() {
    return name;
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

  /** The directory of checkpoints. */
  public Path checkpoints() {
    return new Path(path, CHECKPOINTS);
  }

  /** The directory of a member's run, as users write it; {@code member} counts from 0. */
  String member(int member) {
    return name.replaceAll("/+$", "") + "/" + MEMBERS + "/" + (member + 1);
  }

  /** {@code lock.json}. */
  public Path lock() {
    return new Path(path, LOCK);
  }
}
