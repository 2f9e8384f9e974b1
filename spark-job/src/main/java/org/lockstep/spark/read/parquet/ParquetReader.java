package org.lockstep.spark.read.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Causes;
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
 * Reads Parquet. A column {@code features} that is an ML vector, an array of numbers or binary
 * (unsigned bytes) is the whole input; else every column that is neither target nor weight is a
 * feature: numbers and booleans as numbers, text one-hot.
 */
public final class ParquetReader {
  private final SparkSession spark;
  private final Configuration configuration;
  private final Source source;
  private final ReadOptions options;

  public ParquetReader(
      SparkSession spark, Configuration configuration, Source source, ReadOptions options) {
    this.spark = spark;
    this.configuration = configuration;
    this.source = source;
    this.options = options;
  }

  public Table read(Optional<InputSchema> expected) {
    for (SourceFile file : source.files()) {
      ParquetFooter.check(configuration, file, source.nameOf(file.path()));
    }
    try {
      return read(spark.read().parquet(source.sparkPaths()), expected);
    } catch (Exception e) {
      Optional<BadInputException> told = FileErrors.told(e);
      throw told.orElseGet(
          () ->
              BadInputException.at(
                  source.given(), "readable Parquet data", Causes.rootMessage(e), e));
    }
  }

  private Table read(Dataset<Row> data, Optional<InputSchema> expected) {
    StructType schema = data.schema();
    List<String> names = Arrays.asList(schema.fieldNames());
    int whole = wholeFeatures(schema);
    Roles roles = roles(names, whole, expected);
    ParquetColumns columns = new ParquetColumns(schema, roles, source.given());
    List<Boolean> isText = isText(schema, roles, expected);
    JavaRDD<Row> selected = data.select(columns.selection()).javaRDD();

    Map<String, Set<String>> categories = whole >= 0 ? Map.of() : categories(roles, expected);
    String weight = roles.weight().map(names::get).orElse(null);
    ParquetProfiler profiler =
        new ParquetProfiler(columns, roles.features().size(), weight, categories);
    List<ParquetProfile> files = merge(selected.mapPartitions(profiler).collect());
    long count = files.stream().mapToLong(file -> file.rows).sum();
    if (count == 0) {
      throw BadInputException.at(source.given(), "rows of data", "none");
    }
    int width = whole < 0 ? 0 : expected.map(InputSchema::width).orElseGet(() -> width(files));
    failOnFirst(files, width);

    List<InputColumn> fields =
        whole >= 0
            ? List.of(InputColumn.vector(Table.FEATURES, width))
            : expected.map(Roles::fieldsOf).orElseGet(() -> fields(roles, isText, files));
    RowBuilder builder =
        whole >= 0
            ? RowBuilder.ofWhole(
                roles,
                isText,
                columns.kind(0) == ParquetColumns.Kind.BYTES
                    ? RowBuilder.Kind.BYTES
                    : RowBuilder.Kind.VECTOR)
            : new RowBuilder(roles, isText);
    JavaRDD<Row> rows = selected.mapPartitions(new ParquetRows(columns, builder, firstRows(files)));
    return new Table(
        FeatureColumns.join(
            spark.createDataFrame(rows, builder.schema()), builder.segments(), fields),
        count,
        expected.orElseGet(() -> new InputSchema(fields)),
        roles.targetNames(),
        roles.targetPlace(source.given()),
        roles.weight().isPresent(),
        row -> place(files, row),
        source.files());
  }

  /** The column that is the whole input by itself, or -1. */
  private static int wholeFeatures(StructType schema) {
    int index = Arrays.asList(schema.fieldNames()).indexOf(Table.FEATURES);
    if (index < 0) {
      return -1;
    }
    ParquetColumns.Kind kind = ParquetColumns.kind(schema.apply(index).dataType());
    return kind != null && kind.isWhole() ? index : -1;
  }

  private Roles roles(List<String> names, int whole, Optional<InputSchema> expected) {
    if (whole < 0) {
      return Roles.assign(names, true, options, expected, source.given());
    }
    Roles all = Roles.assign(names, true, options, Optional.empty(), source.given());
    return new Roles(names, List.of(whole), all.targets(), all.weight());
  }

  private List<Boolean> isText(StructType schema, Roles roles, Optional<InputSchema> expected) {
    List<Boolean> isText = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      isText.add(ParquetColumns.kind(schema.apply(i).dataType()) == ParquetColumns.Kind.TEXT);
    }
    for (int target : roles.targets()) {
      if (roles.targets().size() > 1 && isText.get(target)) {
        throw wrongKind(roles.names().get(target), "numbers", "text");
      }
    }
    roles
        .weight()
        .filter(isText::get)
        .ifPresent(
            weight -> {
              throw wrongKind(roles.names().get(weight), "numbers", "text");
            });
    if (expected.isPresent() && wholeFeatures(schema) < 0) {
      List<InputColumn> fields = Roles.fieldsOf(expected.get());
      for (int i = 0; i < fields.size(); i++) {
        int column = roles.features().get(i);
        if (fields.get(i).isText() != isText.get(column)) {
          String found = isText.get(column) ? "text" : "numbers";
          throw wrongKind(
              roles.names().get(column), fields.get(i).isText() ? "text" : "numbers", found);
        }
      }
    }
    return isText;
  }

  private BadInputException wrongKind(String column, String expected, String found) {
    return BadInputException.at(
        source.given(), expected + " in column " + BadInputException.quote(column), found);
  }

  private static Map<String, Set<String>> categories(Roles roles, Optional<InputSchema> expected) {
    Map<String, Set<String>> categories = new HashMap<>();
    if (expected.isPresent()) {
      List<InputColumn> fields = Roles.fieldsOf(expected.get());
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).isText()) {
          categories.put(
              roles.names().get(roles.features().get(i)),
              new HashSet<>(fields.get(i).categories()));
        }
      }
    }
    return categories;
  }

  /** One profile per file, in the source's order, whatever tasks read what; none for no rows. */
  private List<ParquetProfile> merge(List<ParquetProfile> parts) {
    Map<String, ParquetProfile> files = new LinkedHashMap<>();
    for (SourceFile file : source.files()) {
      files.put(file.path(), new ParquetProfile(file.path()));
    }
    for (ParquetProfile part : parts) {
      files.get(part.file).merge(part);
    }
    return List.copyOf(files.values());
  }

  /** The width of the first row. */
  private static int width(List<ParquetProfile> files) {
    for (ParquetProfile file : files) {
      Optional<Map.Entry<Integer, Long>> first =
          file.widths.entrySet().stream().min(Map.Entry.comparingByValue());
      if (first.isPresent()) {
        return first.get().getKey();
      }
    }
    return 0;
  }

  private void failOnFirst(List<ParquetProfile> files, int width) {
    for (ParquetProfile file : files) {
      Finding first = file.finding;
      for (Map.Entry<Integer, Long> other : file.widths.entrySet()) {
        if (other.getKey() != width || width == 0) {
          String expected = width == 0 ? "at least one feature" : width + " features";
          first =
              Finding.first(
                  first, new Finding(other.getValue(), expected, other.getKey().toString()));
        }
      }
      if (first != null) {
        throw first.at(place(file, first.position));
      }
    }
  }

  private List<InputColumn> fields(Roles roles, List<Boolean> isText, List<ParquetProfile> files) {
    List<InputColumn> fields = new ArrayList<>();
    for (int column : roles.features()) {
      String name = roles.names().get(column);
      Set<String> texts = new TreeSet<>();
      files.forEach(file -> texts.addAll(file.texts.getOrDefault(name, Set.of())));
      if (texts.size() > Categories.MOST) {
        throw BadInputException.at(
            source.given(),
            "at most "
                + Categories.MOST
                + " different texts in column "
                + BadInputException.quote(name),
            "more");
      }
      fields.add(
          isText.get(column)
              ? InputColumn.text(name, List.copyOf(texts))
              : InputColumn.number(name));
    }
    return fields;
  }

  private static Map<String, Long> firstRows(List<ParquetProfile> files) {
    Map<String, Long> firstRows = new HashMap<>();
    long rows = 0;
    for (ParquetProfile file : files) {
      firstRows.put(file.file, rows);
      rows += file.rows;
    }
    return firstRows;
  }

  private String place(List<ParquetProfile> files, long row) {
    long rest = row;
    for (ParquetProfile file : files) {
      if (rest < file.rows) {
        return place(file, rest);
      }
      rest -= file.rows;
    }
    throw new IndexOutOfBoundsException("row " + row);
  }

  private String place(ParquetProfile file, long row) {
    return source.nameOf(file.file) + ":row " + (row + 1);
  }
}
