package org.lockstep.spark.run;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
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
import org.lockstep.spark.log.EpochLogSchema;
import org.lockstep.spark.train.EpochReport;

/** Reads the epoch logs of runs that have ended or are in progress. */
public final class StoredLog {
  private static final int ATTEMPTS = 5;

  private StoredLog() {}

  /** Whether a path is the directory of a log. */
  public static boolean isLog(FileSystem files, Path path) throws IOException {
    return Presence.isDirectory(files, path)
        && Listing.of(files, path).stream().anyMatch(StoredLog::isFile);
  }

  private static boolean isFile(FileStatus status) {
    return status.getPath().getName().matches("epochs-\\d+\\.parquet");
  }

  /**
   * Returns the rows of a log, by epoch; at least one. A run in progress replaces a file by a
   * longer one from time to time. A reader that has looked up the old length then fails, and reads
   * again.
   *
   * @throws BadInputException if the path is not a log
   */
  public static List<Row> rows(SparkSession spark, Path log) throws IOException {
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
      } catch (Exception e) { // Spark throws undeclared checked exceptions
        if (attempt == ATTEMPTS) {
          throw unreadable(log, e);
        }
      }
    }
  }

  private static BadInputException unreadable(Path log, Exception failure) {
    return FileErrors.explanation(failure)
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
        EpochLog.checkFile(files, status.getPath()); // with a better message than Spark's
        ofLog.add(PathNames.literally(status.getPath().toString()));
      }
    }
    return spark
        .read()
        .option("mergeSchema", true) // files of earlier versions can have fewer columns
        .parquet(ofLog.toArray(String[]::new))
        .orderBy("epoch")
        .collectAsList();
  }

  /** Returns the reports of a log, by epoch. */
  public static List<EpochReport> reports(SparkSession spark, Path log) throws IOException {
    return rows(spark, log).stream().map(StoredLog::report).toList();
  }

  private static EpochReport report(Row row) {
    return EpochLogSchema.report(
        column -> {
          if (row.schema().getFieldIndex(column).isEmpty()) {
            return null;
          }
          return row.getAs(column) instanceof Timestamp time
              ? (Object) EpochLogSchema.micros(time.toInstant())
              : row.getAs(column);
        });
  }
}
