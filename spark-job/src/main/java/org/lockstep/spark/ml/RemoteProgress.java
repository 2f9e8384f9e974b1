package org.lockstep.spark.ml;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.EpochReport;

/**
 * How far a fit is, for a program that waits for it elsewhere: in a setting of its session, which
 * Spark Connect lets it read meanwhile. A caller that wants to know creates the setting with an
 * empty value.
 *
 * @param key {@code spark.lockstep.progress.} and the estimator's uid
 */
record RemoteProgress(SparkSession spark, String key, int epochs) implements EpochListener {
  private static final String KEY = "spark.lockstep.progress.";

  /** What writes it, where somebody wants to know. */
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
