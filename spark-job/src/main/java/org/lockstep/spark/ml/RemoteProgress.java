package org.lockstep.spark.ml;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.EpochReport;

/**
 * Reports the progress of a fit to a remote program, in a setting of the session that the program
 * can read over Spark Connect meanwhile. A caller that wants progress creates the setting with an
 * empty value.
 *
 * @param key {@code spark.lockstep.progress.} and the estimator's uid
 */
record RemoteProgress(SparkSession spark, String key, int epochs) implements EpochListener {
  private static final String KEY = "spark.lockstep.progress.";

  /** The listener that writes the progress, if the caller wants it. */
  static Optional<EpochListener> of(SparkSession spark, String uid, int epochs) {
    String key = KEY + uid;
    return spark.conf().getOption(key).isDefined()
        ? Optional.of(new RemoteProgress(spark, key, epochs))
        : Optional.empty();
  }

  /** Writes {@code epoch epochs loss}. */
  @Override
  public void onEpoch(EpochReport report) {
    spark.conf().set(key, report.epoch() + " " + epochs + " " + report.trainLoss());
  }
}
