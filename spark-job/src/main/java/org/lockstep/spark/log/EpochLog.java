package org.lockstep.spark.log;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.files.UnreadableException;
import org.lockstep.spark.store.BackgroundWriter;
import org.lockstep.spark.store.LockLostException;
import org.lockstep.spark.store.NotPublishedException;
import org.lockstep.spark.store.ParquetFile;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.WritePermit;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.EpochReport;

/**
 * The epoch log: a directory of Parquet files, one row per epoch.
 *
 * <p>A Parquet file without its footer cannot be read, so the log never appends to a file. Every
 * few seconds it writes all rows so far to a temporary file and renames that over the old one. A
 * crash loses at most those seconds, a reader finds each epoch exactly once at any moment, and a
 * thousand short epochs cost a handful of writes and one file. A new file begins every {@value
 * #EPOCHS_PER_FILE} epochs, so that rewriting stays cheap. The file of an epoch follows from its
 * number.
 *
 * <p>A background thread writes the files while training continues. Rows that cannot be written are
 * kept and written with the next ones; closing fails only if the very last write fails. If a file
 * system accepts a file but does not have it afterwards, the next call fails.
 */
public final class EpochLog implements EpochListener, Closeable {
  static final int EPOCHS_PER_FILE = 5000;

  private static final long SHORTEST_PAUSE_NANOS = 3_000_000_000L;

  private final Path directory;
  private final Configuration configuration;
  private final EpochLogSchema schema;
  private final WritePermit permit;
  private final Consumer<String> notices;
  private final List<Group> rows = new ArrayList<>(); // of the current file
  private int file;
  private boolean unwritten;
  private long nextWrite;
  private final BackgroundWriter writer = new BackgroundWriter("lockstep-epoch-log");

  // Used only by the writer's thread:
  private final Map<Path, List<Group>> pending = new LinkedHashMap<>(); // by file
  private boolean failing; // and that was reported

  /**
   * A log that begins with epoch 1.
   *
   * @param permit asked before each write
   * @param notices receives a notice when rows cannot be written, and when they are written again
   */
  public EpochLog(
      Path directory,
      Configuration configuration,
      EpochLogSchema schema,
      WritePermit permit,
      Consumer<String> notices) {
    this.directory = directory;
    this.configuration = configuration;
    this.schema = schema;
    this.permit = permit;
    this.notices = notices;
    this.nextWrite = System.nanoTime() + SHORTEST_PAUSE_NANOS;
  }

  /**
   * Cuts the log to the first epochs, after which the run continues.
   *
   * @return their reports
   * @throws BadInputException if one of them is missing, or a file is not part of a log
   */
  public List<EpochReport> restore(int epochs) throws IOException {
    flush();
    rows.clear();
    file = Math.max(0, epochs - 1) / EPOCHS_PER_FILE;
    List<EpochReport> reports = new ArrayList<>();
    for (int number = 0; number <= file && epochs > 0; number++) {
      for (Group row : read(path(number))) {
        EpochReport report = EpochLogSchema.report(row);
        if (report.epoch() == reports.size() + 1 && report.epoch() <= epochs) {
          reports.add(report);
          if (number == file) {
            rows.add(row);
          }
        }
      }
    }
    if (reports.size() != epochs) {
      throw BadInputException.at(
          directory.toString(),
          "the rows of epochs 1 to " + epochs,
          reports.isEmpty() ? "none" : "those of 1 to " + reports.size());
    }
    dropFilesAfter(epochs > 0 ? file : -1);
    unwritten = epochs > 0;
    flush();
    return reports;
  }

  private List<Group> read(Path path) throws IOException {
    List<Group> found = new ArrayList<>();
    Published.restore(path, configuration);
    FileSystem files = path.getFileSystem(configuration);
    if (!Presence.isThere(files, path)) {
      return found;
    }
    MessageType columns = checkFile(files, path);
    Configuration ours = new Configuration(configuration);
    ours.set(ReadSupport.PARQUET_READ_SCHEMA, columns.toString());
    try (ParquetReader<Group> parquet =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(ours).build()) {
      for (Group row = parquet.read(); row != null; row = parquet.read()) {
        found.add(EpochLogSchema.complete(row));
      }
    } catch (RuntimeException e) { // Parquet throws these for a damaged file
      throw damaged(path, e);
    } catch (IOException e) {
      throw FileErrors.explain(path.toString(), e);
    }
    return found;
  }

  /**
   * Checks that a file is part of an epoch log.
   *
   * @return the log's columns that the file has
   * @throws FileNotFoundException if the file does not exist
   * @throws UnreadableException if it cannot be opened
   * @throws BadInputException if it is not a Parquet file, or has other columns
   */
  public static MessageType checkFile(FileSystem files, Path path) throws IOException {
    Presence.checkReadable(files, path); // with a better message than Parquet's
    try (ParquetFileReader parquet =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, files.getConf()))) {
      return EpochLogSchema.check(parquet.getFileMetaData().getSchema(), path.toString());
    } catch (BadInputException e) {
      throw e;
    } catch (RuntimeException e) {
      throw damaged(path, e);
    }
  }

  private static BadInputException damaged(Path path, RuntimeException failure) {
    return BadInputException.at(
        path.toString(),
        "an undamaged Parquet file",
        BadInputException.quote(String.valueOf(failure.getMessage())),
        failure);
  }

  private void dropFilesAfter(int last) throws IOException {
    FileSystem files = directory.getFileSystem(configuration);
    for (int number = last + 1; Presence.isThere(files, path(number)); number++) {
      files.delete(path(number), false);
    }
  }

  private Path path(int number) {
    return new Path(directory, Text.format("epochs-%05d.parquet", number));
  }

  /** Whether rows are being written; {@link #begin} would wait for that. */
  public boolean isBusy() {
    return writer.isBusy();
  }

  /** Starts writing the rows so far. The future completes when they are on disk, or fails. */
  public Future<?> begin() {
    write();
    return writer.last();
  }

  @Override
  public void onEpoch(EpochReport report) {
    int fileOfEpoch = (report.epoch() - 1) / EPOCHS_PER_FILE;
    if (fileOfEpoch != file) {
      write();
      rows.clear();
      file = fileOfEpoch;
    }
    rows.add(schema.row(report));
    unwritten = true;
    if (System.nanoTime() - nextWrite >= 0 && !writer.isBusy()) {
      write();
    }
  }

  /**
   * Writes the rows that are not yet on disk, and waits until they are.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  @Override
  public void close() {
    try {
      flush();
    } finally {
      writer.close();
    }
  }

  void flush() {
    write();
    writer.await();
  }

  /** Starts writing the rows so far, after waiting for the current write. */
  private void write() {
    settle();
    if (!unwritten) {
      return;
    }
    List<Group> sofar = List.copyOf(rows);
    Path path = path(file);
    unwritten = false;
    nextWrite = System.nanoTime() + SHORTEST_PAUSE_NANOS;
    writer.begin(() -> write(path, sofar));
  }

  /** Waits for the current write; if it failed, its rows are to be written again. */
  private void settle() {
    try {
      writer.await();
    } catch (UncheckedIOException e) {
      if (endsTheRun(e)) {
        throw e;
      }
      unwritten = true;
    }
  }

  private void write(Path path, List<Group> groups) {
    pending.put(path, groups);
    try {
      for (Path next : List.copyOf(pending.keySet())) {
        writeFile(next, pending.get(next));
        pending.remove(next);
      }
    } catch (UncheckedIOException e) {
      tell(e);
      throw e;
    }
    if (failing) {
      failing = false;
      notices.accept(Text.format("[%s] the epoch log can be written again", directory));
    }
  }

  private void tell(UncheckedIOException failure) {
    if (!failing && !endsTheRun(failure)) {
      failing = true;
      notices.accept(failure.getMessage() + "; its rows are kept, and the run goes on");
    }
  }

  private static boolean endsTheRun(UncheckedIOException failure) {
    return failure.getCause() instanceof NotPublishedException
        || failure.getCause() instanceof LockLostException;
  }

  private void writeFile(Path path, List<Group> groups) {
    try {
      permit.check();
      ParquetFile.write(
          path,
          configuration,
          schema.type(),
          sink -> {
            for (Group row : groups) {
              sink.add(row);
            }
          });
    } catch (LockLostException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          Text.format("[%s] the epoch log could not be written: %s", path, Causes.rootMessage(e)),
          e);
    }
  }
}
