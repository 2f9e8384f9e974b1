package org.lockstep.spark.read.frame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.columns.ColumnTable;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.KeptColumns;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.text.MissingMarkers;
import org.lockstep.spark.table.CarriedColumns;
import org.lockstep.spark.table.Snapshot;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

/**
 * Reads sources that Spark reads as a DataFrame. A column {@code features} that is an ML vector, an
 * array of numbers or binary (unsigned bytes) is the whole input; otherwise every column that is
 * neither target nor weight is a feature: numbers and booleans as numbers, text as categories,
 * dates as their parts.
 */
public final class FrameReader {
  private final SparkSession spark;
  private final Configuration configuration;
  private final Format format;
  private final ReadOptions options;

  public FrameReader(
      SparkSession spark, Configuration configuration, Format format, ReadOptions options) {
    this.spark = spark;
    this.configuration = configuration;
    this.format = format;
    this.options = options;
  }

  /** The table of all rows in files. */
  public Table readFiles(Source source, Optional<InputSchema> expected) {
    try {
      return read(
          new FrameFiles(spark, configuration, source, format, options.form().reader().given())
              .open(),
          source.files(),
          expected);
    } catch (Exception e) {
      throw FileErrors.explanation(e)
          .or(() -> ColumnTypes.conflict(spark, format, source))
          .orElseGet(() -> FrameFailures.told(e, format, source.given(), options.secrets()));
    }
  }

  /** The table of all rows of a table, a query or a database. */
  public Table readTable(Optional<InputSchema> expected) {
    try {
      FrameTables.Opened opened = new FrameTables(spark, configuration, format, options).open();
      return read(
          opened.source(), opened.snapshot().map(Snapshot::file).stream().toList(), expected);
    } catch (Exception e) {
      throw FrameFailures.told(e, format, options.name(), options.secrets());
    }
  }

  private Table read(FrameSource source, List<SourceFile> files, Optional<InputSchema> expected) {
    String place = source.source().given();
    StructType schema =
        new StructType(
            Stream.of(source.data().schema().fields())
                .filter(field -> !source.corrupt().equals(Optional.of(field.name())))
                .toArray(StructField[]::new));
    List<String> names = List.of(schema.fieldNames());
    int whole = wholeFeatures(schema);
    Roles all = roles(names, whole, expected, place);
    List<Integer> unfit = unfit(all, schema);
    Roles roles = all.withCarried(all.carried().stream().filter(c -> !unfit.contains(c)).toList());
    FrameColumns columns =
        new FrameColumns(
            schema,
            roles,
            column -> isNumeric(names.get(column), roles.features().indexOf(column), expected),
            MissingMarkers.usualAnd(options.columns().missingValues(), StandardCharsets.UTF_8),
            place);
    checkKinds(columns, roles, expected, whole >= 0);
    ColumnTable table =
        new ColumnTable(
            roles,
            options,
            expected,
            whole >= 0,
            column -> "column " + BadInputException.quote(names.get(column)));
    Column[] corrupt = source.corrupt().stream().map(functions::col).toArray(Column[]::new);
    JavaRDD<Row> rows =
        source.rows(
            Stream.of(columns.selection(schema), corrupt)
                .flatMap(Arrays::stream)
                .toArray(Column[]::new));
    FrameProfiler first = new FrameProfiler(columns, table.rules(), source.corrupt().isPresent());
    ChunkIndex index = source.index(rows.mapPartitions(first).collect());
    Table read = table.table(spark, source.source(), index, form(columns, whole), rows, columns);
    List<DataType> types =
        roles.carried().stream().map(column -> schema.apply(column).dataType()).toList();
    List<String> notes = new ArrayList<>(source.notes());
    notes.addAll(read.notes());
    if (!unfit.isEmpty()) {
      String left = Roles.list(unfit.stream().map(names::get).toList());
      notes.add("not carried: " + left + ", neither numbers nor text nor times");
    }
    return CarriedColumns.typed(read, types).withFiles(files).withNotes(notes);
  }

  private Roles roles(List<String> names, int whole, Optional<InputSchema> expected, String place) {
    if (whole < 0) {
      return Roles.assign(names, true, options, expected, place);
    }
    ReadOptions own =
        expected.isPresent()
            ? options.withKept(new KeptColumns(Optional.empty(), options.roles().kept().carry()))
            : options;
    return Roles.assign(names, true, own, Optional.empty(), place).withWhole(whole);
  }

  /** Columns that cannot be carried, if all columns are to be. */
  private List<Integer> unfit(Roles roles, StructType schema) {
    return options.roles().kept().carry().contains(KeptColumns.ALL)
        ? roles.carried().stream()
            .filter(column -> !FrameColumns.isCarried(schema.apply(column).dataType()))
            .toList()
        : List.of();
  }

  /** Whether the user, or the model, says that the texts of a column are numbers. */
  private boolean isNumeric(String name, int feature, Optional<InputSchema> expected) {
    if (expected.isEmpty() || feature < 0) {
      return feature >= 0 && Roles.isIn(options.columns().numeric(), name);
    }
    List<InputColumn> fields = Roles.fieldsOf(expected.get());
    return feature < fields.size()
        && fields.get(feature) instanceof NumberColumn number
        && number.coerces();
  }

  private static Table.Form form(FrameColumns columns, int whole) {
    if (whole < 0) {
      return Table.Form.PACKED;
    }
    return columns.kind(whole) == FrameColumns.Kind.BYTES ? Table.Form.BYTES : Table.Form.VECTORS;
  }

  /** The column that by itself is the whole input, or -1. */
  private static int wholeFeatures(StructType schema) {
    int index = Arrays.asList(schema.fieldNames()).indexOf(Table.FEATURES);
    if (index < 0) {
      return -1;
    }
    FrameColumns.Kind kind = FrameColumns.kind(schema.apply(index).dataType());
    return kind != null && kind.isWhole() ? index : -1;
  }

  /** Fails if the type of a column does not fit its role. */
  private void checkKinds(
      FrameColumns columns, Roles roles, Optional<InputSchema> expected, boolean whole) {
    if (roles.targets().size() > 1) {
      roles.targets().forEach(target -> checkIsNumber(columns, roles, target));
    }
    roles.weight().ifPresent(weight -> checkIsNumber(columns, roles, weight));
    if (expected.isPresent() && !whole) {
      List<InputColumn> fields = Roles.fieldsOf(expected.get());
      for (int i = 0; i < fields.size(); i++) {
        int column = roles.features().get(i);
        InputColumn field = fields.get(i);
        if (field instanceof DateColumn date) {
          checkIsDate(columns, roles, column, date);
        } else if (!(field instanceof CategoryColumn || field instanceof TextColumn)) {
          checkIsNumber(columns, roles, column);
        }
      }
    }
  }

  private void checkIsNumber(FrameColumns columns, Roles roles, int column) {
    FrameColumns.Kind kind = columns.kind(column);
    if (kind == FrameColumns.Kind.TEXT || kind == FrameColumns.Kind.DATE) {
      throw wrongType("numbers", roles.names().get(column), kind);
    }
  }

  private void checkIsDate(FrameColumns columns, Roles roles, int column, DateColumn date) {
    if (!date.holdsNumbers() && columns.kind(column) == FrameColumns.Kind.NUMBER) {
      throw wrongType("dates", roles.names().get(column), FrameColumns.Kind.NUMBER);
    }
  }

  private BadInputException wrongType(String expected, String name, FrameColumns.Kind found) {
    String words =
        switch (found) {
          case TEXT -> "text";
          case DATE -> "dates";
          default -> "numbers";
        };
    return BadInputException.at(
        options.name(), expected + " in column " + BadInputException.quote(name), words);
  }
}
