package org.lockstep.spark.train;

/** Receives every step and epoch on the driver's thread: the log, the progress display. */
public interface EpochListener {

  /** Called after a step. Called often: must cost nothing. */
  default void onStep(long step) {}

  /** Called after an epoch. */
  void onEpoch(EpochReport report);
}
