package org.lockstep.spark.read.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DecimalSign;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.columns.ChunkProfile;
import org.lockstep.spark.read.columns.ColumnTable;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.Header;
import org.lockstep.spark.read.source.Numbers;
import org.lockstep.spark.read.source.Partitions;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

/**
 * Reads CSV: lines of fields in any {@linkplain Dialect dialect}. The first pass finds line breaks
 * in quoted fields; it then begins again, see {@link CsvRecords}. Blank lines are allowed only at
 * the end of a file.
 *
 * <p>A column holds numbers if no row has a text there, and categories if no row has a number
 * there; in both, values can be missing.
 */
public final class CsvReader {
  private final SparkSession spark;
  private final CsvText text;
  private final Source source;
  private final ReadOptions options;
  private final Partitions partitions;

  public CsvReader(SparkSession spark, CsvText text, ReadOptions options) {
    this.spark = spark;
    this.text = text;
    this.source = text.source();
    this.options = options;
    this.partitions = Partitions.of(source);
  }

  /** The first line of a source, and what it says about the others. */
  record Beginning(ColumnTable columns, CsvPlan plan, List<String> notes) {

    /** Puts the chunks of the first pass in order. */
    ChunkIndex index(Source source, List<ChunkProfile> profiles) {
      return ChunkIndex.ofLines(source, plan.top()::linesBeforeRows, profiles);
    }
  }

  /** The table of all rows. */
  public Table read(Optional<InputSchema> expected) {
    text.check();
    Beginning beginning = begin(expected);
    CsvPlan plan = beginning.plan();
    ColumnTable columns = beginning.columns();
    JavaRDD<Row> lines = text.lines(plan.charset());
    List<ChunkProfile> profiles = lines.mapPartitions(new CsvProfiler(plan)).collect();
    if (CsvPlan.mayBreakLines(profiles) || plan.top().mayBeCut(profiles)) {
      lines = text.records(plan.dialect());
      profiles = lines.mapPartitions(new CsvProfiler(plan)).collect();
    }
    ChunkIndex index = beginning.index(source, profiles);
    Table table = columns.table(spark, source, index, Table.Form.PACKED, lines, plan);
    Table noted =
        table.withNotes(Stream.concat(beginning.notes().stream(), table.notes().stream()).toList());
    return expected.isPresent()
        ? noted
        : noted.withInput(table.input().written(DecimalSign.of(plan.dialect().decimal())));
  }

  /** Looks at the first file that is not empty. */
  Beginning begin(Optional<InputSchema> expected) {
    for (SourceFile file : source.files()) {
      if (!isEmpty(file)) {
        String name = source.nameOf(file.path());
        return begin(look(file, name, expected), name, expected);
      }
    }
    throw BadInputException.at(source.given(), "rows of data", "an empty file");
  }

  private boolean isEmpty(SourceFile file) {
    try {
      return text.isEmpty(file);
    } catch (IOException e) {
      throw FileErrors.explain(file.path(), e);
    }
  }

  private CsvText.Beginning look(SourceFile file, String name, Optional<InputSchema> expected) {
    try {
      CsvText.Beginning found = text.begin(file, name, dialect(expected));
      if (found.line().isBlank()) {
        throw BadInputException.at(
            name + ":" + (found.above().size() + 1), "a header or a row of data", "an empty line");
      }
      return found;
    } catch (IOException e) {
      throw FileErrors.explain(file.path(), e);
    }
  }

  /**
   * What is known of the dialect. Data for a model whose columns have names has a header if the
   * first line holds those names. Data for a model without names has no header if every column is
   * text, since nothing else could tell. Numbers that do not show their decimal sign have that of
   * the training data.
   */
  private DialectOptions dialect(Optional<InputSchema> expected) {
    if (expected.isEmpty()) {
      return options.form().dialect();
    }
    DialectOptions said =
        options.form().dialect().withUsualDecimal(expected.get().decimal().sign());
    if (said.header() != Header.AUTO) {
      return said;
    }
    if (Roles.isMatchedByName(expected.get())) {
      return said.withNames(
          expected.get().columns().stream()
              .map(InputColumn::name)
              .filter(name -> !partitions.names().contains(name))
              .collect(Collectors.toSet()));
    }
    boolean isTextOnly =
        expected.get().columns().stream()
            .allMatch(column -> column instanceof CategoryColumn || column instanceof TextColumn);
    return isTextOnly ? said.withHeader(Header.ABSENT) : said;
  }

  private Beginning begin(CsvText.Beginning found, String name, Optional<InputSchema> expected) {
    Dialect dialect = found.dialect();
    String place = name + ":" + (found.above().size() + 1);
    LineFields first = new LineFields(dialect);
    byte[] line = found.line().getBytes(dialect.charset());
    first.split(line, 0, line.length);
    Finding quotes = CsvPlan.ofQuotes(0, first);
    if (quotes != null) {
      throw quotes.at(place);
    }
    String[] fields = first.texts();
    boolean hasHeader = dialect.hasHeader();
    List<String> names = new ArrayList<>(names(fields, hasHeader));
    names.addAll(partitions.names());
    Roles roles = Roles.assign(names, hasHeader, options, expected, place);
    ColumnTable columns =
        new ColumnTable(
            roles, options, expected, false, column -> CsvPlan.words(hasHeader, names.get(column)));
    CsvPlan plan =
        new CsvPlan(
            dialect,
            new FileTop(name, found.above(), hasHeader ? List.of(fields) : List.of()),
            expected.isEmpty() && partitions.names().isEmpty() ? roles.features().size() : 0,
            columns.rules(),
            options.columns().missingValues(),
            partitions);
    return new Beginning(columns, plan, notes(found, fields));
  }

  private List<String> notes(CsvText.Beginning found, String[] first) {
    Dialect dialect = found.dialect();
    List<String> notes = new ArrayList<>();
    int above = found.above().size();
    if (above > 0) {
      notes.add(
          above == 1
              ? "the first line is above the table and is skipped"
              : "the first " + above + " lines are above the table and are skipped");
    }
    String words = dialect.withHeader(true).words();
    if (!words.isEmpty()) {
      notes.add("read as " + words);
    }
    List<String> repeated = dialect.hasHeader() ? repeated(first) : List.of();
    if (!repeated.isEmpty()) {
      String name = repeated.get(0);
      notes.add(
          "several columns share a name and are told apart by a number, as in "
              + name
              + " and "
              + name
              + ".1: "
              + String.join(", ", repeated));
    }
    if (!partitions.names().isEmpty()) {
      notes.add("columns from directory names: " + String.join(", ", partitions.names()));
    }
    boolean isOdd = dialect.hasHeader() && Arrays.stream(first).anyMatch(Numbers::isNumberLike);
    if (isOdd && options.form().dialect().header() == Header.AUTO) {
      notes.add(
          "the first line is read as a header, though it has numbers; "
              + ReadingSettings.HEADER
              + " absent reads it as a row");
    }
    return notes;
  }

  /**
   * Columns without a name are named by their number, as all columns are if there is no header. A
   * name that came before gets a number after it, as in pandas.
   */
  private static List<String> names(String[] fields, boolean hasHeader) {
    Set<String> all = new HashSet<>(Arrays.asList(fields));
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < fields.length; i++) {
      String name =
          !hasHeader
              ? Integer.toString(i + 1)
              : fields[i].isEmpty() ? "column " + (i + 1) : fields[i];
      String free = name;
      for (int n = 1; names.contains(free) || (n > 1 && all.contains(free)); n++) {
        free = name + "." + n;
      }
      names.add(free);
    }
    return List.copyOf(names);
  }

  /** The names that several columns have. */
  private static List<String> repeated(String[] header) {
    List<String> names = Arrays.asList(header);
    return names.stream()
        .filter(name -> !name.isEmpty() && Collections.frequency(names, name) > 1)
        .distinct()
        .map(Text::brief)
        .toList();
  }
}
