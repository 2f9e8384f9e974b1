package org.lockstep.spark.read.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.FeatureColumns;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.read.source.RowBuilder;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.Categories;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

/**
 * Reads CSV: fields separated by commas, quotes around fields that hold commas, no line breaks in
 * fields, decimal points. Blank lines may only end a file.
 *
 * <p>A column is numeric if every row has a number there, text if none has; text becomes one
 * feature per distinct value, in alphabetical order.
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

  public Table read(Optional<InputSchema> expected) {
    text.check();
    CsvPlan plan = plan(expected);
    CsvChecks checks = plan.checks();
    JavaRDD<Row> lines = text.lines();
    CsvIndex index =
        new CsvIndex(source, checks, lines.mapPartitions(new CsvProfiler(checks)).collect());
    List<Boolean> isText = kinds(plan, checks, index);
    if (index.count() == 0) {
      throw BadInputException.at(
          source.given(), "rows of data", plan.hasHeader() ? "only a header" : "none");
    }
    List<InputColumn> fields = plan.expected().orElseGet(() -> fields(plan, checks, index, isText));
    RowBuilder builder = new RowBuilder(plan.roles(), isText);
    CsvRows converter = new CsvRows(builder, index.entries(), plan.width());
    Dataset<Row> rows = spark.createDataFrame(lines.mapPartitions(converter), builder.schema());
    return new Table(
        FeatureColumns.join(rows, builder.segments(), fields),
        index.count(),
        expected.orElseGet(() -> new InputSchema(fields)),
        plan.roles().targetNames(),
        plan.roles().targetPlace(source.given()),
        plan.roles().weight().isPresent(),
        index,
        source.files());
  }

  /** Reads the first line of the first file that has one. */
  CsvPlan plan(Optional<InputSchema> expected) {
    for (SourceFile file : source.files()) {
      if (file.length() > 0) {
        String name = source.nameOf(file.path());
        return plan(firstLine(file, name), name, expected);
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

  private CsvPlan plan(String line, String name, Optional<InputSchema> expected) {
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
    List<String> names =
        hasHeader
            ? List.of(fields)
            : IntStream.rangeClosed(1, fields.length).mapToObj(Integer::toString).toList();
    Roles roles = Roles.assign(names, hasHeader, options, expected, place);
    return new CsvPlan(roles, hasHeader, name, expected.map(Roles::fieldsOf));
  }

  /** Whether each column is text; fails with the source's first problem if there is one. */
  static List<Boolean> kinds(CsvPlan plan, CsvChecks checks, CsvIndex index) {
    List<CsvProfile> chunks = index.chunks();
    Optional<CsvIndex.LinePlace> first = index.innerBlank();
    Finding problem = null;
    for (int i = 0; i < chunks.size(); i++) {
      Finding own = chunks.get(i).problem;
      if (own != null && isBefore(index.place(i, own.position), first)) {
        first = Optional.of(index.place(i, own.position));
        problem = own;
      }
    }
    Boolean[] isText = new Boolean[plan.width()];
    for (int column = 0; column < isText.length; column++) {
      int c = column;
      boolean hasNumber = chunks.stream().anyMatch(chunk -> chunk.hasNumber[c]);
      isText[column] = !hasNumber;
      int text = firstText(chunks, column);
      if (hasNumber && text >= 0) {
        CsvProfile chunk = chunks.get(text);
        CsvIndex.LinePlace place = index.place(text, chunk.firstText[column]);
        if (isBefore(place, first)) {
          first = Optional.of(place);
          problem = checks.notANumber(chunk.firstText[column], column, chunk.text[column]);
        }
      }
    }
    if (first.isPresent()) {
      String place = index.words(first.get());
      throw problem == null
          ? BadInputException.at(place, "a row of data", "an empty line")
          : problem.at(place);
    }
    return List.of(isText);
  }

  private static boolean isBefore(CsvIndex.LinePlace place, Optional<CsvIndex.LinePlace> other) {
    return other.isEmpty() || place.compareTo(other.get()) < 0;
  }

  /** The first chunk with a text in the column, or -1. */
  private static int firstText(List<CsvProfile> chunks, int column) {
    for (int i = 0; i < chunks.size(); i++) {
      if (chunks.get(i).firstText[column] != CsvProfile.NONE) {
        return i;
      }
    }
    return -1;
  }

  List<InputColumn> fields(CsvPlan plan, CsvChecks checks, CsvIndex index, List<Boolean> isText) {
    List<InputColumn> fields = new ArrayList<>();
    for (int column : plan.roles().features()) {
      String name = plan.roles().names().get(column);
      if (isText.get(column)) {
        Set<String> texts =
            index.chunks().stream()
                .flatMap(chunk -> chunk.textsOf(column).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (texts.size() > Categories.MOST) {
          throw BadInputException.at(
              source.given(),
              "at most " + Categories.MOST + " different texts in " + checks.column(column),
              "more");
        }
        fields.add(InputColumn.text(name, List.copyOf(texts)));
      } else {
        fields.add(InputColumn.number(name));
      }
    }
    return fields;
  }
}
