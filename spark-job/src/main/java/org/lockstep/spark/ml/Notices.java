package org.lockstep.spark.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.log.ProgressDisplay;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.EpochReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of a fit to its user, through Spark's log and, where Spark shows progress, on the
 * console.
 */
final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger("org.lockstep.spark.ml");

  private Notices() {}

  /** Logs a warning for the user. */
  static void tell(String notice) {
    LOG.warn("{}", ParamNames.tell(notice));
  }

  /** Logs information. */
  static void say(String line) {
    LOG.info("{}", ParamNames.tell(line));
  }

  /**
   * The listeners of a fit: the user's own, the log, and occasional progress lines where Spark
   * shows its own progress, as it does in shells and notebooks.
   *
   * @param isElsewhere whether the user is in another program, which then has to show any progress
   * @param accuracyName the name of the accuracy: "accuracy" or "R²"
   */
  static List<EpochListener> listeners(
      SparkSession spark,
      List<EpochListener> own,
      String uid,
      int epochs,
      String accuracyName,
      boolean isElsewhere) {
    List<EpochListener> all = new ArrayList<>(own);
    all.add(new LogLines(uid, epochs));
    RemoteProgress.of(spark, uid, epochs).ifPresent(all::add);
    if (!isElsewhere
        && spark.sparkContext().conf().getBoolean("spark.ui.showConsoleProgress", false)) {
      all.add(ProgressDisplay.lines(System.err, epochs, accuracyName));
    }
    return all;
  }

  private record LogLines(String uid, int epochs) implements EpochListener {
    @Override
    public void onEpoch(EpochReport report) {
      LOG.info("{}: epoch {}/{}, loss {}", uid, report.epoch(), epochs, report.trainLoss());
    }
  }
}
