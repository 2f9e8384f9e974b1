package org.lockstep.spark.log;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.EpochReport.Errors;
import org.lockstep.spark.train.EpochReport.HeldOut;
import org.lockstep.spark.train.TimeLedger;

/**
 * The columns of the epoch log.
 *
 * @param runId the same in every row of a run
 * @param engine name of the step engine
 * @param shards S
 */
public record EpochLogSchema(String runId, String engine, int shards) {
  private static final Set<String> LATER =
      Set.of(
          "train_rmse", "train_mae", "validation_rmse", "validation_mae", "test_rmse", "test_mae");

  private static final double NANOS_PER_MILLI = 1e6;
  private static final MessageType TYPE =
      Types.buildMessage()
          .required(BINARY)
          .as(stringType())
          .named("run_id")
          .required(INT32)
          .named("epoch")
          .required(INT64)
          .named("step")
          .required(DOUBLE)
          .named("train_loss")
          .required(DOUBLE)
          .named("train_accuracy")
          .optional(DOUBLE)
          .named("validation_loss")
          .optional(DOUBLE)
          .named("validation_accuracy")
          .optional(DOUBLE)
          .named("test_loss")
          .optional(DOUBLE)
          .named("test_accuracy")
          .required(DOUBLE)
          .named("learning_rate")
          .required(INT64)
          .named("rows")
          .required(DOUBLE)
          .named("seconds")
          .required(DOUBLE)
          .named("rows_per_second")
          .required(DOUBLE)
          .named("compute_ms")
          .required(DOUBLE)
          .named("exchange_ms")
          .required(DOUBLE)
          .named("update_ms")
          .required(DOUBLE)
          .named("other_ms")
          .required(BINARY)
          .as(stringType())
          .named("engine")
          .required(INT32)
          .named("tasks")
          .required(INT32)
          .named("shards")
          .required(INT64)
          .as(timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
          .named("timestamp")
          .optional(DOUBLE)
          .named("train_rmse")
          .optional(DOUBLE)
          .named("train_mae")
          .optional(DOUBLE)
          .named("validation_rmse")
          .optional(DOUBLE)
          .named("validation_mae")
          .optional(DOUBLE)
          .named("test_rmse")
          .optional(DOUBLE)
          .named("test_mae")
          .named("epoch_log");

  MessageType type() {
    return TYPE;
  }

  /**
   * Checks that a file has all columns of the log, except those that earlier versions lacked. Extra
   * columns do not matter.
   *
   * @return the log's columns that the file has
   * @throws BadInputException if one is missing or has another type
   */
  static MessageType check(MessageType found, String file) {
    List<Type> there = new ArrayList<>();
    for (Type column : TYPE.getFields()) {
      boolean isThere = found.containsField(column.getName());
      if (!isThere && LATER.contains(column.getName())) {
        continue;
      }
      if (!isThere || !found.getType(column.getName()).equals(column)) {
        throw BadInputException.at(
            file,
            BadInputException.quote(column.toString()) + " among the columns of an epoch log",
            isThere
                ? BadInputException.quote(found.getType(column.getName()).toString())
                : "no such column");
      }
      there.add(column);
    }
    return new MessageType(TYPE.getName(), there);
  }

  /** Extends a row of some columns to one of all columns. */
  static Group complete(Group row) {
    if (row.getType().getFieldCount() == TYPE.getFieldCount()) {
      return row;
    }
    Group all = new SimpleGroup(TYPE);
    for (Type column : row.getType().getFields()) {
      String name = column.getName();
      if (row.getFieldRepetitionCount(name) > 0) {
        switch (column.asPrimitiveType().getPrimitiveTypeName()) {
          case INT32 -> all.add(name, row.getInteger(name, 0));
          case INT64 -> all.add(name, row.getLong(name, 0));
          case DOUBLE -> all.add(name, row.getDouble(name, 0));
          default -> all.add(name, row.getString(name, 0));
        }
      }
    }
    return all;
  }

  Group row(EpochReport report) {
    Group row = new SimpleGroup(TYPE);
    row.add("run_id", runId);
    row.add("epoch", report.epoch());
    row.add("step", report.step());
    row.add("train_loss", report.trainLoss());
    row.add("train_accuracy", report.trainAccuracy());
    addIfPresent(row, "validation_loss", report.validation().loss());
    addIfPresent(row, "validation_accuracy", report.validation().accuracy());
    addIfPresent(row, "test_loss", report.test().loss());
    addIfPresent(row, "test_accuracy", report.test().accuracy());
    row.add("learning_rate", report.learningRate());
    row.add("rows", report.rows());
    TimeLedger time = report.time();
    row.add("seconds", time.seconds());
    row.add("rows_per_second", report.rowsPerSecond());
    row.add("compute_ms", time.computeMillis());
    row.add("exchange_ms", time.exchangeMillis());
    row.add("update_ms", time.updateMillis());
    row.add("other_ms", time.otherMillis());
    row.add("engine", engine);
    row.add("tasks", report.tasks());
    row.add("shards", shards);
    row.add("timestamp", micros(report.timestamp()));
    addErrors(row, "train", report.trainErrors());
    addErrors(row, "validation", report.validation().errors());
    addErrors(row, "test", report.test().errors());
    return row;
  }

  private static void addErrors(Group row, String part, Errors errors) {
    addIfPresent(row, part + "_rmse", errors.rmse());
    addIfPresent(row, part + "_mae", errors.mae());
  }

  /** The report that a row was made from; times are as exact as in the row. */
  static EpochReport report(Group row) {
    return report(
        column -> {
          if (row.getFieldRepetitionCount(column) == 0) {
            return null;
          }
          return switch (TYPE.getType(column).asPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> row.getInteger(column, 0);
            case INT64 -> row.getLong(column, 0);
            case DOUBLE -> row.getDouble(column, 0);
            default -> row.getString(column, 0);
          };
        });
  }

  /**
   * The same for a row that another reader has read.
   *
   * @param value of a column; null if the row has no value or no such column; microseconds for
   *     {@code timestamp}
   */
  public static EpochReport report(Function<String, Object> value) {
    return new EpochReport(
        (Integer) value.apply("epoch"),
        (Long) value.apply("step"),
        (Double) value.apply("train_loss"),
        (Double) value.apply("train_accuracy"),
        errors(value, "train"),
        heldOut(value, "validation"),
        heldOut(value, "test"),
        (Double) value.apply("learning_rate"),
        (Long) value.apply("rows"),
        (Integer) value.apply("tasks"),
        new TimeLedger(
            Math.round((Double) value.apply("seconds") * 1e9),
            nanos(value, "compute_ms"),
            nanos(value, "exchange_ms"),
            nanos(value, "update_ms")),
        Instant.EPOCH.plus((Long) value.apply("timestamp"), ChronoUnit.MICROS));
  }

  private static HeldOut heldOut(Function<String, Object> value, String part) {
    return new HeldOut(
        number(value, part + "_loss"), number(value, part + "_accuracy"), errors(value, part));
  }

  private static Errors errors(Function<String, Object> value, String part) {
    return new Errors(number(value, part + "_rmse"), number(value, part + "_mae"));
  }

  private static OptionalDouble number(Function<String, Object> value, String column) {
    return value.apply(column) instanceof Double number
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  private static long nanos(Function<String, Object> value, String column) {
    return Math.round((Double) value.apply(column) * NANOS_PER_MILLI);
  }

  private static void addIfPresent(Group row, String column, OptionalDouble value) {
    if (value.isPresent()) {
      row.add(column, value.getAsDouble());
    }
  }

  /** A time as in the column {@code timestamp}. */
  public static long micros(Instant time) {
    return TimeUnit.SECONDS.toMicros(time.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(time.getNano());
  }
}
