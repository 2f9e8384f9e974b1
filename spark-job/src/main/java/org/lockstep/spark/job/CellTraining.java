package org.lockstep.spark.job;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.read.source.InputErrors;
import org.lockstep.spark.run.RunEnd;
import org.lockstep.spark.run.StopSignal;
import org.lockstep.spark.run.StoppedException;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.sweep.Cell;
import org.lockstep.spark.sweep.Outcome;
import org.lockstep.spark.train.TrainingResult;

/** Trains cells, each into its own run directory. A failed cell is an outcome too. */
record CellTraining(SparkSession spark, Console console) {

  /**
   * Trains one cell.
   *
   * @param stopped the message if the JVM ends during training
   * @throws StoppedException if the JVM ends during training
   * @throws IOException if Spark has stopped, so that no cell can be trained any more
   */
  Outcome train(Cell cell, TrainingSettings run, FitData data, String stopped) throws IOException {
    try {
      TrainingResult trained = new TrainingJob(spark, run, console.ofPart()).runOn(data);
      if (trained.end() == TrainingResult.End.STOPPED) {
        throw new StoppedException(stopped);
      }
      return Outcome.of(cell, RunEnd.of(trained), trained.reports());
    } catch (StoppedException e) {
      throw e;
    } catch (Exception | OutOfMemoryError e) { // Spark throws undeclared checked exceptions
      if (StopSignal.isJvmEnding()) {
        throw new StoppedException(stopped);
      }
      giveUpIfStopped(e);
      return Outcome.failed(cell, describe(e));
    }
  }

  /** Rethrows the failure if Spark has stopped: no other cell can be trained either. */
  void giveUpIfStopped(Throwable failure) throws IOException {
    if (spark.sparkContext().isStopped()) {
      throw rethrown(failure);
    }
  }

  static RuntimeException rethrown(Throwable failure) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(failure);
  }

  /** Why a cell failed, on one line. */
  static String describe(Throwable failure) {
    if (failure instanceof Exception e && InputErrors.unwrap(e) instanceof BadInputException bad) {
      return OptionNames.messageOf(bad);
    }
    Throwable root = Causes.root(failure);
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return message.startsWith("[") ? message : root.getClass().getSimpleName() + ": " + message;
  }
}
