package org.lockstep.spark.io;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;

/** Writes one Parquet file, which appears at once and whole. */
public final class ParquetFile {
  private ParquetFile() {}

  /** Takes rows, one after the other. */
  @FunctionalInterface
  public interface Sink {
    /** Writes a row. */
    void add(Group row) throws IOException;
  }

  /** Gives all rows of a file. */
  @FunctionalInterface
  public interface Rows {
    /** Gives them. */
    void to(Sink sink) throws IOException;
  }

  /**
   * Replaces or creates a file.
   *
   * @param type of each row
   * @throws IOException naming the path, if the file is not there afterwards
   */
  public static void write(Path path, Configuration configuration, MessageType type, Rows rows)
      throws IOException {
    Path aside = Published.aside(path);
    try (ParquetWriter<Group> parquet =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(aside, configuration))
            .withConf(configuration)
            .withType(type)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build()) {
      rows.to(parquet::write);
    } catch (IOException e) {
      FileContext.getFileContext(path.toUri(), configuration).delete(aside, false);
      throw new IOException("[" + path + "] could not be written: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      FileContext.getFileContext(path.toUri(), configuration).delete(aside, false);
      throw e;
    }
    Published.replace(path, aside, configuration);
  }
}
