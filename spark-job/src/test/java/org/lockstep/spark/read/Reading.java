package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.Header;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.RoleOptions;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.table.PackedFeatures;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.testing.SparkForTests;

/** Shared by the readers' tests: shortcuts to read, to list rows and to catch messages. */
public final class Reading {
  private Reading() {}

  public static Table read(ReadOptions options) {
    return Readers.read(SparkForTests.session(), options, Optional.empty());
  }

  public static Table read(ReadOptions options, InputSchema expected) {
    return Readers.read(SparkForTests.session(), options, Optional.of(expected));
  }

  public static Table read(String path) {
    return read(ReadOptions.of(path));
  }

  /** The whole message of the bad input that the action throws. */
  public static String message(Runnable action) {
    Throwable thrown = catchThrowable(action::run);
    if (!(thrown instanceof BadInputException)) {
      throw new AssertionError("expected a BadInputException, not " + thrown, thrown);
    }
    return thrown.getMessage();
  }

  public static String messageOf(ReadOptions options) {
    return message(() -> read(options));
  }

  public static ReadOptions target(String path, String... target) {
    return ReadOptions.of(path)
        .withRoles(new RoleOptions(List.of(target), TargetUse.REQUIRED, Optional.empty()));
  }

  public static ReadOptions header(String path, Header header) {
    return ReadOptions.of(path).withDialect(DialectOptions.NONE.withHeader(header));
  }

  public static ReadOptions forPrediction(String path, String... target) {
    return ReadOptions.of(path)
        .withRoles(new RoleOptions(List.of(target), TargetUse.IF_PRESENT, Optional.empty()));
  }

  public static ReadOptions weight(String path, String weight) {
    return ReadOptions.of(path)
        .withRoles(new RoleOptions(List.of(), TargetUse.REQUIRED, Optional.of(weight)));
  }

  public static ReadOptions format(String path, Format format) {
    return ReadOptions.of(path).withFormat(format);
  }

  public static ReadOptions labels(String path, String labels) {
    return ReadOptions.of(path).withLabels(labels);
  }

  /** The rows in order of their index. */
  public static List<Row> sorted(Table table) {
    List<Row> rows = new ArrayList<>(table.rows().collectAsList());
    rows.sort(Comparator.comparingLong(row -> row.getLong(row.fieldIndex(Table.ROW))));
    return rows;
  }

  /** The notes, with each setting's bare name. */
  public static List<String> notes(Table table) {
    return table.notes().stream().map(Mention::plain).toList();
  }

  /** A row's raw values. */
  public static double[] unpacked(byte[] packed) {
    double[] values = new double[PackedFeatures.size(packed)];
    PackedFeatures.unpack(packed, values);
    return values;
  }

  /** Each row as text: index, features, target, weight. */
  public static List<String> lines(Table table) {
    return sorted(table).stream().map(Reading::line).toList();
  }

  private static String line(Row row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      boolean isPacked = row.schema().apply(i).metadata().contains(Table.PACKED_KEY);
      Object value = isPacked ? unpacked(row.getAs(i)) : row.get(i);
      if (value instanceof Vector vector) {
        parts.add(java.util.Arrays.toString(vector.toArray()));
      } else if (value instanceof byte[] bytes) {
        parts.add(java.util.Arrays.toString(bytes));
      } else if (value instanceof double[] numbers) {
        parts.add(java.util.Arrays.toString(numbers));
      } else if (value instanceof scala.collection.Seq<?> several) {
        parts.add(several.mkString("(", ", ", ")"));
      } else {
        parts.add(String.valueOf(value));
      }
    }
    return String.join(" ", parts);
  }
}
