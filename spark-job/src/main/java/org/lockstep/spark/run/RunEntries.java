package org.lockstep.spark.run;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.Published;

/**
 * Tells which entries of a directory are a run's.
 *
 * @param name of the directory, as the user wrote it
 */
record RunEntries(String name, Path path, FileSystem files) {
  private static final Set<String> FILES =
      Set.of(
          RunDirectory.MODEL,
          RunDirectory.CURVES,
          RunDirectory.CONFUSION,
          RunDirectory.PREDICTIONS,
          RunDirectory.WEIGHTS,
          RunDirectory.ROC,
          RunDirectory.PRECISION_RECALL,
          RunDirectory.CALIBRATION,
          RunDirectory.RESIDUALS,
          RunDirectory.RECORD,
          RunDirectory.LOCK);

  /** The files of an epoch log. */
  private static final Pattern OF_LOG = Pattern.compile("epochs-\\d{5,}\\.parquet");

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

  /** What {@code importance} writes. */
  private static final Pattern OF_IMPORTANCE =
      Pattern.compile("(importance|dependence-.+)\\.(csv|png)");

  /** Keeps a message on one line. */
  private static final int MOST_NAMED = 5;

  static BadInputException notOnlyARun(String name, String found) {
    return BadInputException.at(name, "a new directory, or one that holds only a run", found);
  }

  /**
   * Throws if the directory has an entry that no run writes. Ours are only regular files with
   * exactly the names that a run writes, and four directories.
   *
   * @throws BadInputException naming such entries
   */
  void refuseStrangers() throws IOException {
    List<String> strangers = new ArrayList<>();
    for (FileStatus status : Listing.of(files, path)) {
      String entry = status.getPath().getName();
      if (status.isDirectory() && entry.equals(RunDirectory.LOG)) {
        addStrangers(strangers, RunDirectory.LOG, RunEntries::isOfLog);
      } else if (status.isDirectory() && entry.equals(RunDirectory.CHECKPOINTS)) {
        addStrangers(strangers, RunDirectory.CHECKPOINTS, CheckpointStore::isOurs);
      } else if (status.isDirectory() && entry.equals(RunDirectory.MEMBERS)) {
        refuseStrangersOfMembers();
      } else if (status.isDirectory() && entry.equals(RunDirectory.IMPORTANCE)) {
        addStrangers(strangers, RunDirectory.IMPORTANCE, RunEntries::isOfImportance);
      } else if (!isOurs(status)) {
        strangers.add(entry);
      }
    }
    if (!strangers.isEmpty()) {
      String some = strangers.stream().sorted().limit(MOST_NAMED).collect(joining(", "));
      throw notOnlyARun(name, "other files: " + some);
    }
  }

  private void refuseStrangersOfMembers() throws IOException {
    for (FileStatus status : Listing.of(files, new Path(path, RunDirectory.MEMBERS))) {
      String number = status.getPath().getName();
      String inside = name + "/" + RunDirectory.MEMBERS + "/" + number;
      if (!status.isDirectory() || !NUMBER.matcher(number).matches()) {
        throw notOnlyARun(name, "other files: " + RunDirectory.MEMBERS + "/" + number);
      }
      new RunEntries(inside, status.getPath(), files).refuseStrangers();
    }
  }

  private void addStrangers(List<String> strangers, String part, Predicate<FileStatus> isOurs)
      throws IOException {
    for (FileStatus status : Listing.of(files, new Path(path, part))) {
      if (!isOurs.test(status)) {
        strangers.add(part + "/" + status.getPath().getName());
      }
    }
  }

  /** Whether this is a file of a run, complete or partly written. */
  private static boolean isOurs(FileStatus status) {
    return status.isFile() && FILES.contains(Published.finalName(status.getPath().getName()));
  }

  private static boolean isOfLog(FileStatus status) {
    String name = Published.finalName(status.getPath().getName());
    return status.isFile() && OF_LOG.matcher(name).matches();
  }

  private static boolean isOfImportance(FileStatus status) {
    String name = Published.finalName(status.getPath().getName());
    return status.isFile() && OF_IMPORTANCE.matcher(name).matches();
  }
}
