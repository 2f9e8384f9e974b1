package org.lockstep.spark.train;

/** Told of every step and epoch, on the driver's thread: the log, the progress display. */
public interface EpochListener {

  /** A step is done. Called often: must cost nothing. */
  default void onStep(long step) {}

  /** An epoch is done. */
  void onEpoch(EpochReport report);
}
