package org.lockstep.spark.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.read.items.Deflate;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.table.SourceFile;
import scala.Tuple2;

/**
 * Guards against compressed text that expands without end. Spark's reader of lines would collect a
 * line of many gigabytes in memory before anyone could refuse it, so compressed files are first
 * unpacked through a small buffer.
 */
public final class CompressedText {
  private static final int BUFFER_BYTES = 1 << 16;

  private CompressedText() {}

  /**
   * Unpacks every compressed file of the source once, one task each.
   *
   * @throws BadInputException naming the first file that expands too far or cannot be unpacked
   */
  public static void check(SparkSession spark, Configuration configuration, Source source) {
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
    // Indexes rather than files travel as data: Kryo, if the user chose it, cannot carry records.
    List<Integer> indexes = IntStream.range(0, compressed.size()).boxed().toList();
    List<Tuple2<Integer, Finding>> findings =
        context
            .parallelize(indexes, indexes.size())
            .flatMapToPair(
                i ->
                    unpack(shared.value().value(), compressed.get(i)).stream()
                        .map(finding -> new Tuple2<>(i, finding))
                        .iterator())
            .collect();
    shared.destroy();
    if (!findings.isEmpty()) {
      Finding first = findings.get(0)._2();
      String name = source.nameOf(compressed.get(findings.get(0)._1()).path());
      throw first.at(first.position < 0 ? name : name + ":" + (first.position + 1));
    }
  }

  /** The first thing wrong with a file, if any; position -1 stands for the whole file. */
  private static List<Finding> unpack(Configuration configuration, SourceFile file)
      throws ChecksumException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    long line = 0;
    long lineLength = 0;
    try (InputStream in = FileHead.unpacked(configuration, file)) {
      if (file.path().endsWith(".gz") && !FileHead.isGzip(configuration, file)) {
        return List.of(new Finding(-1, "gzipped text, as its name says", "other data"));
      }
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        total += read;
        for (int i = 0; i < read; i++) {
          lineLength++;
          if (buffer[i] == '\n' || buffer[i] == '\r') {
            line += buffer[i] == '\n' ? 1 : 0;
            lineLength = 0;
          }
        }
        if (Deflate.isBomb(file.length(), total)) {
          return List.of(
              new Finding(
                  -1, Deflate.NO_BOMB, "more than " + total + " bytes from " + file.length()));
        }
        if (lineLength > CsvLines.LONGEST) {
          return List.of(
              new Finding(
                  line, "at most 16 MiB in a line", "more than " + CsvLines.LONGEST + " bytes"));
        }
      }
      return List.of();
    } catch (ChecksumException e) {
      throw e; // from the file system; it names the file
    } catch (IOException e) {
      return List.of(new Finding(-1, "a whole compressed file", Causes.rootMessage(e)));
    }
  }
}
