package org.lockstep.spark.read.text;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.columns.ChunkProfile;
import org.lockstep.spark.read.columns.ColumnTable;
import org.lockstep.spark.read.source.Numbers;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

/**
 * Reads CSV: fields separated by commas, quotes around fields that hold commas, no line breaks in
 * fields, decimal points. Blank lines may only end a file.
 *
 * <p>A column holds numbers if no row has a text there, and categories if none has a number; in
 * both, values may be missing.
 */
public final class CsvReader {
  private final SparkSession spark;
  private final CsvText text;
  private final Source source;
  private final ReadOptions options;

  public CsvReader(SparkSession spark, CsvText text, ReadOptions options) {
    this.spark = spark;
    this.text = text;
    this.source = text.source();
    this.options = options;
  }

  /** The first line of a source, and what it says of the others. */
  record Beginning(ColumnTable columns, CsvPlan plan) {

    /** Puts the chunks of the first pass in order. */
    ChunkIndex index(Source source, List<ChunkProfile> profiles) {
      return ChunkIndex.ofLines(source, chunk -> plan.isHeader(chunk, 0), profiles);
    }
  }

  /** The table of all rows. */
  public Table read(Optional<InputSchema> expected) {
    text.check();
    Beginning beginning = begin(expected);
    CsvPlan plan = beginning.plan();
    ColumnTable columns = beginning.columns();
    JavaRDD<Row> lines = text.lines();
    ChunkIndex index =
        beginning.index(source, lines.mapPartitions(new CsvProfiler(plan)).collect());
    ColumnTable.Made made = columns.make(source, index, Table.Form.PACKED);
    CsvRows second = new CsvRows(plan, made.maker(), index.entries());
    return columns.table(spark, source, index, made, lines.mapPartitions(second));
  }

  /** Reads the first line of the first file that has one. */
  Beginning begin(Optional<InputSchema> expected) {
    for (SourceFile file : source.files()) {
      if (file.length() > 0) {
        String name = source.nameOf(file.path());
        return begin(firstLine(file, name), name, expected);
      }
    }
    throw BadInputException.at(source.given(), "rows of data", "an empty file");
  }

  private String firstLine(SourceFile file, String name) {
    try {
      String line = text.firstLine(file, name);
      if (line.isBlank()) {
        throw BadInputException.at(name + ":1", "a header or a row of data", "an empty line");
      }
      return line;
    } catch (IOException e) {
      throw FileErrors.explain(file.path(), e);
    }
  }

  private Beginning begin(String line, String name, Optional<InputSchema> expected) {
    String place = name + ":1";
    if (CsvLines.hasOpenQuote(line)) {
      throw BadInputException.at(
          place, "every quote closed on its line", "a quoted line break, which is not supported");
    }
    String[] fields = CsvLines.split(line);
    boolean hasHeader =
        switch (options.header()) {
          case PRESENT -> true;
          case ABSENT -> false;
          case AUTO -> Arrays.stream(fields).noneMatch(Numbers::isNumberLike);
        };
    if (fields.length == 1 && (line.indexOf(';') >= 0 || line.indexOf('\t') >= 0)) {
      throw BadInputException.at(
          place, "fields separated by commas", BadInputException.quote(line));
    }
    List<String> names = names(fields, hasHeader);
    Roles roles = Roles.assign(names, hasHeader, options, expected, place);
    ColumnTable columns =
        new ColumnTable(
            roles, options, expected, false, column -> CsvPlan.words(hasHeader, names.get(column)));
    CsvPlan plan =
        new CsvPlan(
            hasHeader ? List.of(fields) : List.of(),
            name,
            expected.isEmpty() ? roles.features().size() : 0,
            columns.rules(),
            options.columns().missingValues());
    return new Beginning(columns, plan);
  }

  /** Columns without a name are called by their number, as all are without a header. */
  private static List<String> names(String[] fields, boolean hasHeader) {
    return IntStream.range(0, fields.length)
        .mapToObj(
            i ->
                !hasHeader
                    ? Integer.toString(i + 1)
                    : fields[i].isEmpty() ? "column " + (i + 1) : fields[i])
        .toList();
  }
}
