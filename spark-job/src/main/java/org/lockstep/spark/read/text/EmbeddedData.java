package org.lockstep.spark.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;

/**
 * The data sets inside the jar, by name: {@code builtin:digits}. They are small: the driver reads
 * them and sends them with the tasks, so any cluster has them.
 */
public final class EmbeddedData implements CsvText {
  private static final String SCHEME = "builtin:";
  private static final List<String> NAMES = List.of("digits");

  private final SparkSession spark;
  private final Source source;
  private final List<String> lines;

  private EmbeddedData(SparkSession spark, Source source, List<String> lines) {
    this.spark = spark;
    this.source = source;
    this.lines = lines;
  }

  /** Whether a path names data inside the jar. */
  public static boolean isNamedBy(String path) {
    return path.startsWith(SCHEME);
  }

  /**
   * The data of this name.
   *
   * @throws BadInputException if there is none
   */
  public static EmbeddedData of(SparkSession spark, String path) {
    String name = path.substring(SCHEME.length());
    if (!NAMES.contains(name)) {
      throw BadInputException.at(
          path,
          NAMES.stream().map(n -> SCHEME + n).collect(Collectors.joining(", ")),
          "no such set");
    }
    String fileName = name + ".csv";
    byte[] bytes = resource("embedded/" + fileName);
    Path file = new Path(SCHEME + "/" + fileName);
    Source source =
        new Source(path, path, file, List.of(new SourceFile(file.toString(), bytes.length, 0)));
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    return new EmbeddedData(spark, source, lines);
  }

  private static byte[] resource(String name) {
    try (InputStream in = EmbeddedData.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's own " + name, e);
    }
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public void check() {}

  @Override
  public Beginning begin(SourceFile file, String name, DialectOptions options) {
    return new Beginning(Dialect.PLAIN.withHeader(false), lines.get(0));
  }

  @Override
  public JavaRDD<Row> lines(Charset charset) {
    String file = source.files().get(0).path();
    List<Row> rows = lines.stream().map(line -> CsvLines.row(line, file, 0)).toList();
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, 1);
  }
}
