package org.lockstep.spark.sweep;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.lockstep.spark.store.Csv;
import org.lockstep.spark.store.ParquetFile;
import org.lockstep.spark.store.Published;

/**
 * Writes a sweep as files with one row per cell. The columns are {@code cell} ({@code trial} for a
 * search), {@code directory}, one column for each option (dashes become underscores; a number in
 * Parquet if all its values are numbers), {@code ended}, {@code detail}, {@code best}, {@code
 * epochs_done}, {@code steps_done}, {@code seconds}, and the six metrics of {@link Metric}, absent
 * if a cell has none.
 */
public final class SweepFiles {
  private SweepFiles() {}

  /** Writes the sweep as CSV. */
  public static void writeCsv(
      SweepResult result, SweepDirectory directory, Configuration configuration)
      throws IOException {
    Csv csv = new Csv();
    List<String> lines = new ArrayList<>();
    lines.add(csv.line(List.copyOf(types(result, directory.row()).keySet())));
    for (Map<String, Object> row : rows(result, directory.row())) {
      lines.add(csv.line(row.values().stream().map(v -> Objects.toString(v, "")).toList()));
    }
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    Published.write(directory.csv(), configuration, out -> out.write(bytes));
  }

  /** Writes the sweep as Parquet. */
  public static void writeParquet(
      SweepResult result, SweepDirectory directory, Configuration configuration)
      throws IOException {
    Map<String, PrimitiveTypeName> types = types(result, directory.row());
    Types.MessageTypeBuilder builder = Types.buildMessage();
    types.forEach(
        (name, type) -> {
          if (type == BINARY) {
            builder.optional(BINARY).as(stringType()).named(name);
          } else {
            builder.optional(type).named(name);
          }
        });
    MessageType schema = builder.named("sweep");
    ParquetFile.write(
        directory.parquet(),
        configuration,
        schema,
        sink -> {
          for (Map<String, Object> row : rows(result, directory.row())) {
            Group group = new SimpleGroup(schema);
            row.forEach((name, value) -> add(group, name, value, types.get(name)));
            sink.add(group);
          }
        });
  }

  private static Map<String, PrimitiveTypeName> types(SweepResult result, String first) {
    Map<String, PrimitiveTypeName> types = new LinkedHashMap<>();
    types.put(first, INT32);
    types.put("directory", BINARY);
    for (Grid.Dimension dimension : result.grid().dimensions()) {
      types.put(column(dimension.option()), typeOf(dimension.values()));
    }
    types.put("ended", BINARY);
    types.put("detail", BINARY);
    types.put("best", BOOLEAN);
    types.put("epochs_done", INT32);
    types.put("steps_done", INT64);
    types.put("seconds", DOUBLE);
    for (Metric metric : Metric.values()) {
      types.put(metric.column(), DOUBLE);
    }
    return types;
  }

  private static List<Map<String, Object>> rows(SweepResult result, String first) {
    Outcome best = result.best().orElse(null);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Outcome outcome : result.outcomes()) {
      Map<String, Object> row = new LinkedHashMap<>();
      Cell cell = outcome.cell();
      row.put(first, cell.number());
      row.put("directory", cell.directory());
      for (int i = 0; i < cell.options().size(); i++) {
        row.put(column(cell.options().get(i)), cell.values().get(i));
      }
      row.put("ended", outcome.how());
      row.put("detail", outcome.detail());
      row.put("best", outcome.equals(best));
      row.put("epochs_done", outcome.reports().size());
      int last = outcome.reports().size() - 1;
      row.put("steps_done", last < 0 ? 0L : outcome.reports().get(last).step());
      row.put("seconds", outcome.seconds());
      for (Metric metric : Metric.values()) {
        OptionalDouble value = outcome.value(metric);
        row.put(metric.column(), value.isPresent() ? value.getAsDouble() : null);
      }
      rows.add(row);
    }
    return rows;
  }

  private static void add(Group group, String name, Object value, PrimitiveTypeName type) {
    if (value == null) {
      return;
    }
    switch (type) {
      case INT32 -> group.add(name, (Integer) value);
      case INT64 -> group.add(name, Long.parseLong(value.toString()));
      case DOUBLE -> group.add(name, Double.parseDouble(value.toString()));
      case BOOLEAN -> group.add(name, (Boolean) value);
      default -> group.add(name, value.toString());
    }
  }

  /** The type of a dimension's column: a number if all its values are numbers. */
  private static PrimitiveTypeName typeOf(List<String> values) {
    if (values.stream().allMatch(value -> value.matches("[+-]?\\d{1,18}"))) {
      return INT64;
    }
    boolean numbers =
        values.stream().allMatch(v -> v.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?"));
    return numbers ? DOUBLE : BINARY;
  }

  private static String column(String option) {
    return option.replace('-', '_');
  }
}
