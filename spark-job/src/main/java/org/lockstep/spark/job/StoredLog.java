package org.lockstep.spark.job;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.files.PathNames;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.EpochReport.HeldOut;
import org.lockstep.spark.train.TimeLedger;

/** Epoch logs of runs that have ended, or go on. */
final class StoredLog {
  private static final int ATTEMPTS = 5;
  private static final double NANOS_PER_MILLI = 1e6;

  private StoredLog() {}

  /** Whether a path is the directory of a log. */
  static boolean isLog(FileSystem files, Path path) throws IOException {
    return Presence.isDirectory(files, path)
        && Listing.of(files, path).stream().anyMatch(StoredLog::isFile);
  }

  private static boolean isFile(FileStatus status) {
    return status.getPath().getName().matches("epochs-\\d+\\.parquet");
  }

  /**
   * The rows of a log, by epoch; at least one. A run that goes on puts a longer file in a file's
   * place now and then; who has just looked up the shorter one's length cannot read it, and looks
   * again.
   *
   * @throws BadInputException where it is none
   */
  static List<Row> rows(SparkSession spark, Path log) throws IOException {
    List<Row> rows = readAgain(spark, log);
    if (rows.isEmpty()) {
      throw BadInputException.at(log.toString(), "rows of epochs", "none");
    }
    int first = rows.get(0).<Integer>getAs("epoch");
    if (first < 1) {
      throw BadInputException.at(log.toString(), "epochs from 1 on", "epoch " + first);
    }
    return rows;
  }

  private static List<Row> readAgain(SparkSession spark, Path log) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return read(spark, log);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (Exception e) { // Spark throws checked exceptions too, undeclared
        if (attempt == ATTEMPTS) {
          throw unreadable(log, e);
        }
      }
    }
  }

  private static BadInputException unreadable(Path log, Exception failure) {
    return FileErrors.told(failure)
        .orElseGet(
            () ->
                BadInputException.at(
                    log.toString(),
                    "undamaged Parquet files",
                    BadInputException.quote(Causes.rootMessage(failure)),
                    failure));
  }

  private static List<Row> read(SparkSession spark, Path log) throws IOException {
    FileSystem files = log.getFileSystem(spark.sessionState().newHadoopConf());
    List<String> ofLog = new ArrayList<>();
    for (FileStatus status : Listing.of(files, log)) {
      if (isFile(status)) {
        EpochLog.checkFile(files, status.getPath()); // Spark would tell less
        ofLog.add(PathNames.literally(status.getPath().toString()));
      }
    }
    return spark.read().parquet(ofLog.toArray(String[]::new)).orderBy("epoch").collectAsList();
  }

  /** The reports of a log, by epoch. */
  static List<EpochReport> reports(SparkSession spark, Path log) throws IOException {
    return rows(spark, log).stream().map(StoredLog::report).toList();
  }

  private static EpochReport report(Row row) {
    return new EpochReport(
        row.<Integer>getAs("epoch"),
        row.<Long>getAs("step"),
        row.<Double>getAs("train_loss"),
        row.<Double>getAs("train_accuracy"),
        new HeldOut(number(row, "validation_loss"), number(row, "validation_accuracy")),
        new HeldOut(number(row, "test_loss"), number(row, "test_accuracy")),
        row.<Double>getAs("learning_rate"),
        row.<Long>getAs("rows"),
        row.<Integer>getAs("tasks"),
        new TimeLedger(
            Math.round(row.<Double>getAs("seconds") * 1e9),
            nanos(row, "compute_ms"),
            nanos(row, "exchange_ms"),
            nanos(row, "update_ms")),
        row.<Timestamp>getAs("timestamp").toInstant());
  }

  private static OptionalDouble number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static long nanos(Row row, String column) {
    return Math.round(row.<Double>getAs(column) * NANOS_PER_MILLI);
  }
}
