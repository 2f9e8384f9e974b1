package org.lockstep.spark.store;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Writes one Parquet file, which appears atomically. Parquet's own output file gets its footer even
 * if a row fails, so that a partial file looks complete. Here Parquet writes into the stream of a
 * {@link Published} file, which is discarded on failure.
 */
public final class ParquetFile {
  private ParquetFile() {}

  /** Takes rows, one after another. */
  @FunctionalInterface
  public interface Sink {
    /** Writes a row. */
    void add(Group row) throws IOException;
  }

  /** Supplies all rows of a file. */
  @FunctionalInterface
  public interface Rows {
    /** Adds all rows to the sink. */
    void to(Sink sink) throws IOException;
  }

  /**
   * Replaces or creates a file.
   *
   * @param type of each row
   * @throws NotPublishedException if it was written but did not get its name
   * @throws IOException naming the path, if it could not be written
   */
  public static void write(Path path, Configuration configuration, MessageType type, Rows rows)
      throws IOException {
    Published.write(
        path,
        configuration,
        out -> {
          try (ParquetWriter<Group> parquet =
              ExampleParquetWriter.builder(new Onto(path, out))
                  .withConf(configuration)
                  .withType(type)
                  .withCompressionCodec(CompressionCodecName.SNAPPY)
                  .build()) {
            rows.to(parquet::write);
          }
        });
  }

  /** Presents a stream as an output file to Parquet. */
  private record Onto(Path path, OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Counted(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return new Counted(out);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public String getPath() {
      return path.toString();
    }
  }

  /** A stream that counts its position. */
  private static final class Counted extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
