package org.lockstep.spark.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.io.ParquetFile;
import org.lockstep.spark.io.Published;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.EpochReport;

/**
 * The epoch log: a directory of Parquet files, one row per epoch.
 *
 * <p>A Parquet file without its footer cannot be read, so a file is never appended to. The rows so
 * far are written again, aside, and renamed over the file every few seconds: a crash loses at most
 * those seconds, a reader finds each epoch exactly once at any moment, and a thousand short epochs
 * make a handful of writes and one file. After {@value #EPOCHS_PER_FILE} epochs a new file begins,
 * so that rewriting stays cheap for ever. The file of an epoch follows from its number.
 *
 * <p>Files are written on a thread of their own while training goes on; a failure is told by the
 * next call.
 */
public final class EpochLog implements EpochListener, Closeable {
  static final int EPOCHS_PER_FILE = 5000;

  private static final long SHORTEST_PAUSE_NANOS = 3_000_000_000L;

  private final Path directory;
  private final Configuration configuration;
  private final EpochLogSchema schema;
  private final List<Group> rows = new ArrayList<>(); // of the current file
  private int file;
  private boolean unwritten;
  private long nextWrite;
  private final ExecutorService writer = Executors.newSingleThreadExecutor(EpochLog::thread);
  private Future<?> writing; // null for nothing

  /** A log that begins with epoch 1. */
  public EpochLog(Path directory, Configuration configuration, EpochLogSchema schema) {
    this.directory = directory;
    this.configuration = configuration;
    this.schema = schema;
    this.nextWrite = System.nanoTime() + SHORTEST_PAUSE_NANOS;
  }

  /**
   * Has the log hold the first epochs and no others: the run goes on behind them.
   *
   * @return their reports
   * @throws BadInputException where one of them is missing
   */
  public List<EpochReport> restore(int epochs) throws IOException {
    awaitWriting();
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
          "the rows of the epochs 1 to " + epochs,
          reports.isEmpty() ? "none" : "those of 1 to " + reports.size());
    }
    dropFilesBehind(epochs > 0 ? file : -1);
    unwritten = epochs > 0;
    flush();
    return reports;
  }

  private List<Group> read(Path path) throws IOException {
    List<Group> found = new ArrayList<>();
    Published.restore(path, configuration);
    if (!path.getFileSystem(configuration).exists(path)) {
      return found;
    }
    try (ParquetReader<Group> parquet =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(configuration).build()) {
      for (Group row = parquet.read(); row != null; row = parquet.read()) {
        found.add(row);
      }
    } catch (RuntimeException e) { // Parquet's way to say that a file is damaged
      throw BadInputException.at(
          path.toString(),
          "an undamaged Parquet file",
          BadInputException.quote(String.valueOf(e.getMessage())),
          e);
    }
    return found;
  }

  private void dropFilesBehind(int last) throws IOException {
    FileSystem files = directory.getFileSystem(configuration);
    for (int number = last + 1; files.exists(path(number)); number++) {
      files.delete(path(number), false);
    }
  }

  private Path path(int number) {
    return new Path(directory, "epochs-%05d.parquet".formatted(number));
  }

  /** Begins to write the rows so far; the result tells when they are on disk. */
  public Future<?> begin() {
    write();
    return writing == null ? CompletableFuture.completedFuture(null) : writing;
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
    if (System.nanoTime() - nextWrite >= 0 && (writing == null || writing.isDone())) {
      write();
    }
  }

  /** Writes what is not yet on disk, and waits until it is there. */
  @Override
  public void close() {
    try {
      flush();
    } finally {
      writer.shutdown();
    }
  }

  void flush() {
    write();
    awaitWriting();
  }

  /** Begins to write the rows so far, behind what is being written. */
  private void write() {
    if (!unwritten) {
      return;
    }
    awaitWriting();
    List<Group> sofar = List.copyOf(rows);
    Path path = path(file);
    unwritten = false;
    nextWrite = System.nanoTime() + SHORTEST_PAUSE_NANOS;
    writing = writer.submit(() -> write(path, sofar), null);
  }

  private void awaitWriting() {
    if (writing == null) {
      return;
    }
    Future<?> last = writing;
    writing = null;
    try {
      last.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the epoch log was written", e);
    }
  }

  private void write(Path path, List<Group> groups) {
    try {
      ParquetFile.write(
          path,
          configuration,
          schema.type(),
          sink -> {
            for (Group row : groups) {
              sink.add(row);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("[" + path + "] the epoch log could not be written", e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "lockstep-epoch-log");
    thread.setDaemon(true);
    return thread;
  }
}
