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
    return new EpochReport(
        row.getInteger("epoch", 0),
        row.getLong("step", 0),
        row.getDouble("train_loss", 0),
        row.getDouble("train_accuracy", 0),
        new HeldOut(number(row, "validation_loss"), number(row, "validation_accuracy")),
        new HeldOut(number(row, "test_loss"), number(row, "test_accuracy")),
        row.getDouble("learning_rate", 0),
        row.getLong("rows", 0),
        row.getInteger("tasks", 0),
        new TimeLedger(
            Math.round(row.getDouble("seconds", 0) * 1e9),
            nanos(row, "compute_ms"),
            nanos(row, "exchange_ms"),
            nanos(row, "update_ms")),
        Instant.EPOCH.plus(row.getLong("timestamp", 0), ChronoUnit.MICROS));
  }

  private static OptionalDouble number(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(row.getDouble(column, 0));
  }

  private static long nanos(Group row, String column) {
    return Math.round(row.getDouble(column, 0) * NANOS_PER_MILLI);
  }

  private static void addIfPresent(Group row, String column, OptionalDouble value) {
    if (value.isPresent()) {
      row.add(column, value.getAsDouble());
    }
  }

  private static long micros(Instant time) {
    return TimeUnit.SECONDS.toMicros(time.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(time.getNano());
  }
}
