package org.lockstep.spark.read.text;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.generate.SyntheticKind;
import org.lockstep.model.generate.SyntheticRows;
import org.lockstep.model.text.Words;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;

/**
 * Synthetic data, generated where it is read: {@code
 * generated:multi-linear?rows=10000&seed=1&classes=4}, where these are the default values. The
 * executors generate the same text that {@code generate} writes to a file.
 */
public final class GeneratedData implements CsvText {
  private static final String SCHEME = "generated:";
  private static final long ROWS_PER_CHUNK = 100_000;

  private final SparkSession spark;
  private final Source source;
  private final SyntheticRows rows;

  private GeneratedData(SparkSession spark, Source source, SyntheticRows rows) {
    this.spark = spark;
    this.source = source;
    this.rows = rows;
  }

  /** Whether a path names data to generate. */
  public static boolean isNamedBy(String path) {
    return path.startsWith(SCHEME);
  }

  /**
   * The data of this name.
   *
   * @throws BadInputException if there is none
   */
  public static GeneratedData of(SparkSession spark, String path) {
    String[] parts = path.substring(SCHEME.length()).split("\\?", 2);
    SyntheticKind kind = kind(path, parts[0]);
    Values values = new Values(path, parts.length > 1 ? parts[1] : "");
    SyntheticRows.check(kind, values.rows, values.classes, name -> path + ": " + name);
    SyntheticRows rows = new SyntheticRows(kind, values.rows, values.seed, values.classes);
    Path file = new Path(SCHEME + "/" + Words.of(kind));
    // There is no file that has a length: the number of rows takes its place.
    List<SourceFile> files = List.of(new SourceFile(file.toString(), values.rows, 0));
    return new GeneratedData(spark, new Source(path, Words.of(kind), file, files), rows);
  }

  private static SyntheticKind kind(String path, String name) {
    for (SyntheticKind kind : SyntheticKind.values()) {
      if (Words.of(kind).equals(name)) {
        return kind;
      }
    }
    String known =
        Arrays.stream(SyntheticKind.values())
            .map(kind -> SCHEME + Words.of(kind))
            .collect(Collectors.joining(", "));
    throw BadInputException.at(path, "one of " + known, "no such set");
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public void check() {}

  @Override
  public Beginning begin(SourceFile file, String name, DialectOptions options) {
    return new Beginning(Dialect.PLAIN, header());
  }

  private String header() {
    return String.join(",", rows.columns());
  }

  @Override
  public JavaRDD<Row> lines(Charset charset) {
    List<Long> starts =
        LongStream.iterate(0, start -> start < rows.rows(), start -> start + ROWS_PER_CHUNK)
            .boxed()
            .toList();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int tasks = Math.min(starts.size(), context.defaultParallelism());
    SyntheticRows made = rows;
    String file = source.files().get(0).path();
    String header = header();
    return context
        .parallelize(new ArrayList<>(starts), tasks)
        .flatMap(start -> chunk(made, start, file, header));
  }

  /** The lines of one chunk; its first row is its place in the file. */
  private static Iterator<Row> chunk(SyntheticRows rows, long start, String file, String header) {
    long end = Math.min(rows.rows(), start + ROWS_PER_CHUNK);
    Stream<String> lines = LongStream.range(start, end).mapToObj(rows::line);
    return (start == 0 ? Stream.concat(Stream.of(header), lines) : lines)
        .map(line -> CsvLines.row(line, file, start))
        .iterator();
  }

  /** The values after the question mark. */
  private static final class Values {
    private long rows = 10_000;
    private long seed = 1;
    private int classes = 4;

    Values(String path, String text) {
      Set<String> seen = new HashSet<>();
      for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
        String[] words = pair.split("=", 2);
        if (words.length < 2 || !seen.add(words[0])) {
          throw unlike(path, pair);
        }
        try {
          set(path, words[0], words[1]);
        } catch (NumberFormatException e) {
          throw BadInputException.at(
              path + ": " + words[0], "a whole number", BadInputException.quote(words[1]), e);
        }
      }
    }

    private void set(String path, String name, String value) {
      switch (name) {
        case "rows" -> rows = Long.parseLong(value);
        case "seed" -> seed = Long.parseLong(value);
        case "classes" -> classes = Integer.parseInt(value);
        default -> throw unlike(path, name + "=" + value);
      }
    }

    private static BadInputException unlike(String path, String found) {
      return BadInputException.at(
          path,
          "each of rows=N, seed=N and classes=K at most once after the question mark",
          BadInputException.quote(found));
    }
  }
}
