package org.lockstep.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.lockstep.spark.settings.EnsembleSettings;
import org.lockstep.spark.settings.LoopSettings;

/** Parameters of the training loop: batches, epochs, which epoch to keep and when to end. */
public interface LoopParams extends HasMlpState {

  /** The rows of each step, all tasks together; if larger than the data, all rows. */
  default LongParam batchSize() {
    return settingParams().get(LoopSettings.BATCH_SIZE);
  }

  /** The value of {@link #batchSize}. */
  default long getBatchSize() {
    return (Long) settingParams().value(this, LoopSettings.BATCH_SIZE);
  }

  /** The number of epochs, which are passes over the rows. */
  default IntParam maxIter() {
    return settingParams().get(LoopSettings.EPOCHS);
  }

  /** The value of {@link #maxIter}. */
  default int getMaxIter() {
    return (Integer) settingParams().value(this, LoopSettings.EPOCHS);
  }

  /** The number of steps after which to end. */
  default LongParam maxSteps() {
    return settingParams().get(LoopSettings.MAX_STEPS);
  }

  /** The value of {@link #maxSteps}. */
  default long getMaxSteps() {
    return (Long) settingParams().value(this, LoopSettings.MAX_STEPS);
  }

  /** The order of the rows: epoch (a new order each epoch) or none (their own order). */
  default Param<String> shuffle() {
    return settingParams().get(LoopSettings.SHUFFLE);
  }

  /** The value of {@link #shuffle}. */
  default String getShuffle() {
    return (String) settingParams().value(this, LoopSettings.SHUFFLE);
  }

  /** The seed of every random choice. */
  default LongParam seed() {
    return settingParams().get(LoopSettings.SEED);
  }

  /** The value of {@link #seed}. */
  default long getSeed() {
    return (Long) settingParams().value(this, LoopSettings.SEED);
  }

  /** The precision of all arithmetic: float or double. */
  default Param<String> precision() {
    return settingParams().get(LoopSettings.PRECISION);
  }

  /** The value of {@link #precision}. */
  default String getPrecision() {
    return (String) settingParams().value(this, LoopSettings.PRECISION);
  }

  /**
   * Which epoch's weights the model gets: last, or the best on the validation rows by best-loss or
   * best-accuracy, or for regression by best-r2, best-rmse or best-mae.
   */
  default Param<String> keep() {
    return settingParams().get(LoopSettings.KEEP);
  }

  /** The value of {@link #keep}. */
  default String getKeep() {
    return (String) settingParams().value(this, LoopSettings.KEEP);
  }

  /**
   * The number of networks to train, from the seed and those that follow it. They predict together
   * by the mean of their outputs.
   */
  default IntParam members() {
    return settingParams().get(EnsembleSettings.MEMBERS);
  }

  /** The value of {@link #members}. */
  default int getMembers() {
    return (Integer) settingParams().value(this, EnsembleSettings.MEMBERS);
  }

  /** Which of several equally good epochs counts as the best: first or last. */
  default Param<String> keepTies() {
    return settingParams().get(LoopSettings.KEEP_TIES);
  }

  /** The value of {@link #keepTies}. */
  default String getKeepTies() {
    return (String) settingParams().value(this, LoopSettings.KEEP_TIES);
  }

  /** The decay of the moving average of the weights; unset for no average. */
  default DoubleParam average() {
    return settingParams().get(LoopSettings.AVERAGE);
  }

  /** The value of {@link #average}. */
  default double getAverage() {
    return (Double) settingParams().value(this, LoopSettings.AVERAGE);
  }

  /** The number of epochs without improvement on the validation rows after which to end. */
  default IntParam patience() {
    return settingParams().get(LoopSettings.EARLY_STOPPING);
  }

  /** The value of {@link #patience}. */
  default int getPatience() {
    return (Integer) settingParams().value(this, LoopSettings.EARLY_STOPPING);
  }

  /** The smallest improvement that counts for patience. */
  default DoubleParam tol() {
    return settingParams().get(LoopSettings.TOL);
  }

  /** The value of {@link #tol}. */
  default double getTol() {
    return (Double) settingParams().value(this, LoopSettings.TOL);
  }

  /**
   * What to do when the loss or gradient is no longer finite: stop, or rollback to the last
   * checkpoint.
   */
  default Param<String> onNan() {
    return settingParams().get(LoopSettings.ON_NAN);
  }

  /** The value of {@link #onNan}. */
  default String getOnNan() {
    return (String) settingParams().value(this, LoopSettings.ON_NAN);
  }

  /** The directory for a fit's checkpoints, from which the same fit continues. */
  default Param<String> checkpointDir() {
    return ownParams().checkpointDir;
  }

  /** The value of {@link #checkpointDir}. */
  default String getCheckpointDir() {
    return getOrDefault(checkpointDir());
  }

  /** Epochs between checkpoints; -1 to use {@link #checkpointEvery}. */
  default IntParam checkpointInterval() {
    return ownParams().checkpointInterval;
  }

  /** The value of {@link #checkpointInterval}. */
  default int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }

  /** Epochs or seconds between checkpoints, as in 2 or 30s. */
  default Param<String> checkpointEvery() {
    return settingParams().get(LoopSettings.CHECKPOINT_EVERY);
  }

  /** The value of {@link #checkpointEvery}. */
  default String getCheckpointEvery() {
    return (String) settingParams().value(this, LoopSettings.CHECKPOINT_EVERY);
  }
}
