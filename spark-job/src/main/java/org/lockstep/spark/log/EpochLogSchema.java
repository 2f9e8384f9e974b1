package org.lockstep.spark.log;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
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
          .named("epoch_log");

  MessageType type() {
    return TYPE;
  }

  /**
   * Makes sure that rows of a file have all columns of the log; more do not matter.
   *
   * @throws BadInputException where one is missing or of another type
   */
  static void check(MessageType found, String file) {
    for (Type column : TYPE.getFields()) {
      boolean isThere = found.containsField(column.getName());
      if (!isThere || !found.getType(column.getName()).equals(column)) {
        throw BadInputException.at(
            file,
            BadInputException.quote(column.toString()) + " among the columns of an epoch log",
            isThere
                ? BadInputException.quote(found.getType(column.getName()).toString())
                : "no such column");
      }
    }
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
    return row;
  }

  /** The report that a row was made of; times are as exact as the row's. */
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
   * The same of a row that somebody else has read.
   *
   * @param value of a column, null where there is none; of {@code timestamp}, microseconds
   */
  public static EpochReport report(Function<String, Object> value) {
    return new EpochReport(
        (Integer) value.apply("epoch"),
        (Long) value.apply("step"),
        (Double) value.apply("train_loss"),
        (Double) value.apply("train_accuracy"),
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
    return new HeldOut(number(value, part + "_loss"), number(value, part + "_accuracy"));
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

  /** A time as the column {@code timestamp} has it. */
  public static long micros(Instant time) {
    return TimeUnit.SECONDS.toMicros(time.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(time.getNano());
  }
}
