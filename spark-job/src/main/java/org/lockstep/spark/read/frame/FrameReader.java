package org.lockstep.spark.read.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.columns.ColumnTable;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.text.MissingMarkers;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;

/**
 * Reads files that Spark reads as a DataFrame. A column {@code features} that is an ML vector, an
 * array of numbers or binary (unsigned bytes) is the whole input; else every column that is neither
 * target nor weight is a feature: numbers and booleans as numbers, text as categories, dates as
 * their parts.
 */
public final class FrameReader {
  private final SparkSession spark;
  private final Configuration configuration;
  private final Source source;
  private final ReadOptions options;

  public FrameReader(
      SparkSession spark, Configuration configuration, Source source, ReadOptions options) {
    this.spark = spark;
    this.configuration = configuration;
    this.source = source;
    this.options = options;
  }

  /** The table of all rows. */
  public Table read(Optional<InputSchema> expected) {
    for (SourceFile file : source.files()) {
      ParquetFooter.check(configuration, file, source.nameOf(file.path()));
    }
    try {
      return read(spark.read().parquet(source.sparkPaths()), expected);
    } catch (Exception e) {
      Optional<BadInputException> told = FileErrors.told(e);
      throw told.or(() -> ColumnTypes.conflict(spark, source))
          .orElseGet(
              () ->
                  BadInputException.at(
                      source.given(), "readable Parquet data", Causes.rootMessage(e), e));
    }
  }

  private Table read(Dataset<Row> data, Optional<InputSchema> expected) {
    StructType schema = data.schema();
    List<String> names = Arrays.asList(schema.fieldNames());
    int whole = wholeFeatures(schema);
    Roles roles =
        whole < 0
            ? Roles.assign(names, true, options, expected, source.given())
            : Roles.assign(names, true, options, Optional.empty(), source.given()).withWhole(whole);
    FrameColumns columns =
        new FrameColumns(
            schema,
            roles,
            column -> isNumeric(names.get(column), roles.features().indexOf(column), expected),
            MissingMarkers.usualAnd(options.columns().missingValues(), StandardCharsets.UTF_8),
            source.given());
    checkKinds(columns, roles, expected, whole >= 0);
    ColumnTable table =
        new ColumnTable(
            roles,
            options,
            expected,
            whole >= 0,
            column -> "column " + BadInputException.quote(names.get(column)));
    JavaRDD<Row> rows =
        data.select(columns.selection(schema)).javaRDD(); // its partitions stay the same
    ChunkIndex index =
        ChunkIndex.ofRows(
            source, rows.mapPartitions(new FrameProfiler(columns, table.rules())).collect());
    ColumnTable.Made made = table.make(source, index, form(columns, whole));
    FrameRows second = new FrameRows(columns, table.rules(), made.maker(), index.entries());
    return table.table(spark, source, index, made, rows.mapPartitions(second));
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

  /** The column that is the whole input by itself, or -1. */
  private static int wholeFeatures(StructType schema) {
    int index = Arrays.asList(schema.fieldNames()).indexOf(Table.FEATURES);
    if (index < 0) {
      return -1;
    }
    FrameColumns.Kind kind = FrameColumns.kind(schema.apply(index).dataType());
    return kind != null && kind.isWhole() ? index : -1;
  }

  /** Fails where the type of a column says that it cannot be what it should. */
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
        if (fields.get(i) instanceof DateColumn) {
          checkIsDate(columns, roles, column);
        } else if (!(fields.get(i) instanceof CategoryColumn)) {
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

  private void checkIsDate(FrameColumns columns, Roles roles, int column) {
    if (columns.kind(column) == FrameColumns.Kind.NUMBER) {
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
        source.given(), expected + " in column " + BadInputException.quote(name), words);
  }
}
