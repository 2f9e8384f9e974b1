package org.lockstep.spark.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.lockstep.model.error.BadInputException;

/**
 * Guards against compressed text that expands without end. Spark's reader of lines would collect a
 * line of many gigabytes in memory before anyone could refuse it, so compressed files are first
 * unpacked through a small buffer.
 */
final class CompressedText {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Below this many bytes nothing is refused, however small the file was. */
  static final long HARMLESS_BYTES = 64L << 20;

  /** Real data of that size shrinks at most some tens of times. */
  static final int LARGEST_RATIO = 250;

  private CompressedText() {}

  /** What a file turned out to be; null expected means good. */
  private static final class Finding implements Serializable {
    private static final long serialVersionUID = 1L;

    final String path;
    final String where;
    final String expected;
    final String found;

    Finding(String path, String where, String expected, String found) {
      this.path = path;
      this.where = where;
      this.expected = expected;
      this.found = found;
    }
  }

  /**
   * Unpacks every compressed file of the source once, a task each.
   *
   * @throws BadInputException naming the first that expands too far or cannot be unpacked
   */
  static void check(SparkSession spark, Configuration configuration, Source source) {
    CompressionCodecFactory codecs = new CompressionCodecFactory(configuration);
    List<SourceFile> compressed =
        source.files().stream()
            .filter(file -> codecs.getCodec(new Path(file.path())) != null)
            .toList();
    if (compressed.isEmpty()) {
      return;
    }
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(configuration));
    List<Optional<Finding>> findings =
        context
            .parallelize(compressed, compressed.size())
            .map(file -> unpack(shared.value().value(), file))
            .collect();
    shared.destroy();
    for (Optional<Finding> finding : findings) {
      finding.ifPresent(
          bad -> {
            throw BadInputException.at(
                source.nameOf(bad.path) + bad.where, bad.expected, bad.found);
          });
    }
  }

  private static Optional<Finding> unpack(Configuration configuration, SourceFile file) {
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    long line = 1;
    long lineLength = 0;
    try (InputStream in = FileHead.unpacked(configuration, file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        total += read;
        for (int i = 0; i < read; i++) {
          lineLength++;
          if (buffer[i] == '\n' || buffer[i] == '\r') {
            line += buffer[i] == '\n' ? 1 : 0;
            lineLength = 0;
          }
        }
        if (total > HARMLESS_BYTES && total / LARGEST_RATIO > file.length()) {
          return Optional.of(
              new Finding(
                  file.path(),
                  "",
                  "data that unpacks to at most " + LARGEST_RATIO + " times its size",
                  "more than " + total + " bytes from " + file.length()));
        }
        if (lineLength > CsvLines.LONGEST) {
          return Optional.of(
              new Finding(
                  file.path(),
                  ":" + line,
                  "at most 16 MiB in a line",
                  "more than " + CsvLines.LONGEST + " bytes"));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new Finding(file.path(), "", "a whole compressed file", InputErrors.rootMessage(e)));
    }
  }
}
