package org.lockstep.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.CheckpointFile;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.DiskErrors;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.files.UnreadableException;

/**
 * The checkpoints of a run: files {@code checkpoint-STEP-CHECKSUM.npz} in one directory.
 *
 * <p>A name holds the number of steps done and the CRC-32C of all bytes of the file, so that a
 * truncated file or a single flipped bit is detected. Nothing is ever overwritten, so no checkpoint
 * can damage another. Old checkpoints are deleted only after a new one has been read back.
 */
public final class CheckpointStore {
  private static final Pattern NAME =
      Pattern.compile("checkpoint-(\\d{12,18})-([0-9a-f]{8})\\.npz");

  private final Path directory;
  private final Configuration configuration;

  /** The checkpoints in a directory, which need not exist yet. */
  public CheckpointStore(Path directory, Configuration configuration) {
    this.directory = directory;
    this.configuration = configuration;
  }

  /**
   * A checkpoint on disk.
   *
   * @param step how many steps were done
   * @param checksum CRC-32C of the file
   */
  public record Stored(Path path, long step, int checksum) {}

  /** A checkpoint that was read, and the file it was read from. */
  public record Found(Stored stored, Checkpoint checkpoint) {}

  /** Whether a file has the name of a checkpoint, complete or partly written. */
  public static boolean isOurs(FileStatus status) {
    String name = Published.finalName(status.getPath().getName());
    return status.isFile() && NAME.matcher(name).matches();
  }

  /**
   * Writes a checkpoint and reads it back.
   *
   * @throws NotPublishedException if the file system reports success, but the file is not there
   * @throws IOException naming the path, if it could not be written
   */
  public Stored write(Checkpoint checkpoint) throws IOException {
    CRC32C sum = new CRC32C();
    CheckpointFile.write(checkpoint, new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
    long step = checkpoint.position().stepsDone();
    int checksum = (int) sum.getValue();
    Path path = new Path(directory, Text.format("checkpoint-%012d-%08x.npz", step, checksum));
    Published.write(path, configuration, out -> CheckpointFile.write(checkpoint, out));
    Stored stored = new Stored(path, step, checksum);
    if (DiskErrors.asExceptions(() -> checksumOf(path)) != checksum) {
      throw new IOException(
          "[" + path + "] expected to read back what was written but found something else");
    }
    return stored;
  }

  private int checksumOf(Path path) throws IOException {
    CRC32C sum = new CRC32C();
    try (InputStream in = new CheckedInputStream(open(path), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return (int) sum.getValue();
  }

  private InputStream open(Path path) throws IOException {
    return Presence.open(path.getFileSystem(configuration), path);
  }

  /**
   * Lists the checkpoints, by step.
   *
   * @throws UnreadableException if the directory exists, or may exist, but cannot be listed
   */
  public List<Stored> list() throws IOException {
    List<Stored> stored = new ArrayList<>();
    for (FileStatus status : Listing.of(files(), directory)) {
      Matcher name = NAME.matcher(status.getPath().getName());
      if (status.isFile() && name.matches()) {
        stored.add(
            new Stored(
                status.getPath(),
                Long.parseLong(name.group(1)),
                Integer.parseUnsignedInt(name.group(2), 16)));
      }
    }
    stored.sort(Comparator.comparingLong(Stored::step));
    return stored;
  }

  private FileSystem files() throws IOException {
    return Published.fileSystem(directory, configuration);
  }

  /**
   * Reads the newest valid checkpoint.
   *
   * @param fits whether a checkpoint can be used; throws a {@link BadInputException} if it belongs
   *     to another run
   * @param notices receives a notice for each invalid checkpoint
   * @throws IOException if one cannot be read: it may be valid, so the run must not continue from
   *     an older one while it is out of reach
   */
  public Optional<Found> newest(Predicate<Checkpoint> fits, Consumer<String> notices)
      throws IOException {
    List<Stored> stored = list();
    for (int i = stored.size() - 1; i >= 0; i--) {
      try {
        Stored next = stored.get(i);
        Checkpoint checkpoint = DiskErrors.asExceptions(() -> read(next));
        if (fits.test(checkpoint)) {
          return Optional.of(new Found(stored.get(i), checkpoint));
        }
      } catch (BadInputException | FileNotFoundException | ChecksumException e) {
        notices.accept("skipping a checkpoint that is not valid: " + e.getMessage());
      } catch (IOException e) {
        throw outOfReach(stored.get(i).path(), e);
      }
    }
    return Optional.empty();
  }

  /** Not a {@link BadInputException}: the checkpoint may be valid once it can be read. */
  private static IOException outOfReach(Path path, IOException failure) {
    String why =
        failure instanceof UnreadableException unreadable
            ? unreadable.getMessage()
            : Text.format("[%s] could not be read: %s", path, Causes.rootMessage(failure));
    IOException told = new IOException(why);
    told.addSuppressed(failure); // not as the cause, whose message would be shown instead
    return told;
  }

  /**
   * Reads a checkpoint.
   *
   * @throws BadInputException if it is not what was written
   * @throws IOException if it cannot be read
   */
  public Checkpoint read(Stored stored) throws IOException {
    try (InputStream in = open(stored.path())) {
      return read(stored.path(), in);
    }
  }

  /**
   * Reads a checkpoint from a stream, which stays open.
   *
   * @param path whose name is checked against the content, if it is a checkpoint's name
   * @throws BadInputException if it is not what was written
   */
  public static Checkpoint read(Path path, InputStream in) throws IOException {
    String place = path.toString();
    Checkpoint checkpoint = checked(path, in, checked -> CheckpointFile.read(place, checked));
    Matcher name = NAME.matcher(path.getName());
    if (name.matches() && checkpoint.position().stepsDone() != Long.parseLong(name.group(1))) {
      throw BadInputException.at(
          place, "the step in its name", Long.toString(checkpoint.position().stepsDone()));
    }
    return checkpoint;
  }

  /**
   * Reads a file to its end, and checks its bytes against its name if that is a checkpoint's.
   *
   * @throws BadInputException if it is not what was written
   */
  static <T> T checked(Path path, InputStream in, Models.Content<T> content) throws IOException {
    Matcher name = NAME.matcher(path.getName());
    if (!name.matches()) {
      return content.from(in);
    }
    CRC32C sum = new CRC32C();
    InputStream checked = new CheckedInputStream(in, sum);
    T read = content.from(checked);
    checked.transferTo(OutputStream.nullOutputStream());
    if ((int) sum.getValue() != Integer.parseUnsignedInt(name.group(2), 16)) {
      throw BadInputException.at(
          path.toString(),
          "the checksum in its name",
          Text.format("%08x: the file has changed since it was written", (int) sum.getValue()));
    }
    return read;
  }

  /** Deletes the checkpoints of all other steps, and partly written files that a crash left. */
  public void prune(LongPredicate isKept) throws IOException {
    FileSystem files = files();
    for (FileStatus status : Listing.of(files, directory)) {
      Matcher name = NAME.matcher(status.getPath().getName());
      boolean isKeptOne = name.matches() && isKept.test(Long.parseLong(name.group(1)));
      if (isOurs(status) && !isKeptOne) {
        files.delete(status.getPath(), false);
      }
    }
  }
}
