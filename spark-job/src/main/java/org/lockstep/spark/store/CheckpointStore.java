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
 * <p>A name holds how many steps were done, and the CRC-32C of all bytes of the file: one that was
 * cut off, or of which a single bit is another, is found out. Nothing is ever written twice, so
 * that no checkpoint can spoil another, and old ones go only when a new one was read back.
 */
public final class CheckpointStore {
  private static final Pattern NAME =
      Pattern.compile("checkpoint-(\\d{12,18})-([0-9a-f]{8})\\.npz");

  private final Path directory;
  private final Configuration configuration;

  /** The checkpoints in a directory, which need not be there yet. */
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

  /** A checkpoint that was read, and where. */
  public record Found(Stored stored, Checkpoint checkpoint) {}

  /** Whether something is called as what is written here, whole or not yet. */
  public static boolean isOurs(FileStatus status) {
    String name = Published.finalName(status.getPath().getName());
    return status.isFile() && NAME.matcher(name).matches();
  }

  /**
   * Writes a checkpoint and reads it back.
   *
   * @throws NotPublishedException where the file system says that it is there, and it is not
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
          "[" + path + "] expected what was written but read something else back");
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
   * What is there, by step.
   *
   * @throws UnreadableException where the directory is there, or may be, and cannot be listed
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
   * @param fits whether it is of use; throws a {@link BadInputException} where it is of another run
   * @param notices told of each that is damaged
   * @throws IOException where one cannot be read, which may be as good as any: nothing is to be
   *     built on an older one while it is out of reach
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
        notices.accept("passing over a checkpoint that is not valid: " + e.getMessage());
      } catch (IOException e) {
        throw outOfReach(stored.get(i).path(), e);
      }
    }
    return Optional.empty();
  }

  /** Not bad input: it may be as good as any when it can be read. */
  private static IOException outOfReach(Path path, IOException failure) {
    String why =
        failure instanceof UnreadableException unreadable
            ? unreadable.getMessage()
            : Text.format("[%s] could not be read: %s", path, Causes.rootMessage(failure));
    IOException told = new IOException(why);
    told.addSuppressed(failure); // not its cause, which would be told instead
    return told;
  }

  /**
   * Reads one.
   *
   * @throws BadInputException where it is not what was written
   * @throws IOException where it cannot be read
   */
  public Checkpoint read(Stored stored) throws IOException {
    try (InputStream in = open(stored.path())) {
      return read(stored.path(), in);
    }
  }

  /**
   * Reads one from a stream, which stays open.
   *
   * @param path whose name is held against the content, if it is such a name
   * @throws BadInputException where it is not what was written
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
   * Reads a file to its end, and holds its bytes against its name, if that is a checkpoint's.
   *
   * @throws BadInputException where it is not what was written
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

  /** Deletes the checkpoints of other steps than these, and what a crash left behind. */
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
