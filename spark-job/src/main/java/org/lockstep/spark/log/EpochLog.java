package org.lockstep.spark.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
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
 */
public final class EpochLog implements EpochListener, Closeable {
  static final int EPOCHS_PER_FILE = 5000;

  private static final long SHORTEST_PAUSE_NANOS = 3_000_000_000L;

  /** Writing may take one part in so many of the time. */
  private static final long SHARE_OF_TIME = 100;

  private final Path directory;
  private final Configuration configuration;
  private final EpochLogSchema schema;
  private final List<Group> rows = new ArrayList<>(); // of the current file
  private int file;
  private boolean unwritten;
  private long nextWrite;

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
    if (System.nanoTime() - nextWrite >= 0) {
      write();
    }
  }

  /** Writes what is not yet on disk. */
  @Override
  public void close() {
    write();
  }

  private void write() {
    if (!unwritten) {
      return;
    }
    long start = System.nanoTime();
    Path path = new Path(directory, "epochs-%05d.parquet".formatted(file));
    try {
      Path aside = Published.aside(path);
      try (ParquetWriter<Group> writer =
          ExampleParquetWriter.builder(HadoopOutputFile.fromPath(aside, configuration))
              .withConf(configuration)
              .withType(schema.type())
              .withCompressionCodec(CompressionCodecName.SNAPPY)
              .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
              .build()) {
        for (Group row : rows) {
          writer.write(row);
        }
      }
      Published.replace(path, aside, configuration);
    } catch (IOException e) {
      throw new UncheckedIOException("[" + path + "] the epoch log could not be written", e);
    }
    unwritten = false;
    long now = System.nanoTime();
    nextWrite = now + Math.max(SHORTEST_PAUSE_NANOS, SHARE_OF_TIME * (now - start));
  }
}
