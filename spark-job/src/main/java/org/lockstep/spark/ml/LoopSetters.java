package org.lockstep.spark.ml;

/**
 * Setters of the training loop: batches, epochs, which epoch to keep and when to end.
 *
 * @param <E> the estimator
 */
public interface LoopSetters<E> extends LoopParams {

  /**
   * Sets {@link #batchSize}: the rows of each step, all tasks together; if larger than the data,
   * all rows.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setBatchSize(long value) {
    set(batchSize(), (Long) value);
    return (E) this;
  }

  /** Sets {@link #maxIter}: the number of epochs, which are passes over the rows. */
  @SuppressWarnings("unchecked") // E is this class
  default E setMaxIter(int value) {
    set(maxIter(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #maxSteps}: the number of steps after which to end. */
  @SuppressWarnings("unchecked") // E is this class
  default E setMaxSteps(long value) {
    set(maxSteps(), (Long) value);
    return (E) this;
  }

  /**
   * Sets {@link #shuffle}, the order of the rows: epoch (a new order each epoch) or none (their own
   * order).
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setShuffle(String value) {
    set(shuffle(), value);
    return (E) this;
  }

  /** Sets {@link #seed}: the seed of every random choice. */
  @SuppressWarnings("unchecked") // E is this class
  default E setSeed(long value) {
    set(seed(), (Long) value);
    return (E) this;
  }

  /** Sets {@link #precision}: the precision of all arithmetic: float or double. */
  @SuppressWarnings("unchecked") // E is this class
  default E setPrecision(String value) {
    set(precision(), value);
    return (E) this;
  }

  /**
   * Sets {@link #keep}: which epoch's weights the model gets: last, or the best on the validation
   * rows by best-loss or best-accuracy, or for regression by best-r2, best-rmse or best-mae.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setKeep(String value) {
    set(keep(), value);
    return (E) this;
  }

  /**
   * Sets {@link #members}: the number of networks to train, from the seed and those that follow it.
   * They predict together by the mean of their outputs.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setMembers(int value) {
    set(members(), value);
    return (E) this;
  }

  /**
   * Sets {@link #keepTies}: which of several equally good epochs counts as the best: first or last.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setKeepTies(String value) {
    set(keepTies(), value);
    return (E) this;
  }

  /** Sets {@link #average}: the decay of the moving average of the weights. */
  @SuppressWarnings("unchecked") // E is this class
  default E setAverage(double value) {
    set(average(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #patience}: the number of epochs without improvement on the validation rows after
   * which to end.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setPatience(int value) {
    set(patience(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #tol}: the smallest improvement that counts for patience. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTol(double value) {
    set(tol(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #onNan}: what to do when the loss or gradient is no longer finite: stop, or
   * rollback to the last checkpoint.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setOnNan(String value) {
    set(onNan(), value);
    return (E) this;
  }

  /**
   * Sets {@link #checkpointDir}: the directory below which an unfinished fit is kept. The same
   * estimator on the same rows continues from there, with the same bits as an uninterrupted fit.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setCheckpointDir(String value) {
    set(checkpointDir(), value);
    return (E) this;
  }

  /** Sets {@link #checkpointInterval}: epochs between checkpoints; -1 to use checkpointEvery. */
  @SuppressWarnings("unchecked") // E is this class
  default E setCheckpointInterval(int value) {
    set(checkpointInterval(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #checkpointEvery}: epochs or seconds between checkpoints, as in 2 or 30s. */
  @SuppressWarnings("unchecked") // E is this class
  default E setCheckpointEvery(String value) {
    set(checkpointEvery(), value);
    return (E) this;
  }
}
