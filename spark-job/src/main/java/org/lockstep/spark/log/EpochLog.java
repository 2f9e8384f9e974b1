package org.lockstep.spark.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.lockstep.spark.io.ParquetFile;
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
    Path path = new Path(directory, "epochs-%05d.parquet".formatted(file));
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
