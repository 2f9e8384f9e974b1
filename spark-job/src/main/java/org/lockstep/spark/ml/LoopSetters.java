package org.lockstep.spark.ml;

/**
 * Sets the loop: batches, epochs, what is kept and when it ends.
 *
 * @param <E> the estimator
 */
public interface LoopSetters<E> extends LoopParams {

  /**
   * Sets {@link #batchSize}: rows of each step, all tasks together; more than there are means all.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setBatchSize(long value) {
    set(batchSize(), (Long) value);
    return (E) this;
  }

  /** Sets {@link #maxIter}: epochs: passes over the rows. */
  @SuppressWarnings("unchecked") // E is this class
  default E setMaxIter(int value) {
    set(maxIter(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #maxSteps}: steps after which to end. */
  @SuppressWarnings("unchecked") // E is this class
  default E setMaxSteps(long value) {
    set(maxSteps(), (Long) value);
    return (E) this;
  }

  /** Sets {@link #shuffle}: epoch: a new order of rows each epoch; none: their own order. */
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
   * Sets {@link #keep}: whose weights the model has: last, best-loss or best-accuracy, on the
   * validation rows.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setKeep(String value) {
    set(keep(), value);
    return (E) this;
  }

  /**
   * Sets {@link #members}: how many networks are trained, from the seed and those that follow it,
   * and predict together by the mean of their outputs.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setMembers(int value) {
    set(members(), value);
    return (E) this;
  }

  /**
   * Sets {@link #keepTies}: which of several epochs that are as good is the best: first or last.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setKeepTies(String value) {
    set(keepTies(), value);
    return (E) this;
  }

  /** Sets {@link #average}: the decay of the moving average of the weights, if it is wanted. */
  @SuppressWarnings("unchecked") // E is this class
  default E setAverage(double value) {
    set(average(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #patience}: epochs without improvement on the validation rows after which to end.
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
   * Sets {@link #onNan}: where loss or gradient is no longer finite: stop, or rollback to the last
   * checkpoint.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setOnNan(String value) {
    set(onNan(), value);
    return (E) this;
  }

  /**
   * Sets {@link #checkpointDir}: a directory below which an unfinished fit is kept. The same
   * estimator on the same rows goes on from there, to the bits of an undisturbed fit.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setCheckpointDir(String value) {
    set(checkpointDir(), value);
    return (E) this;
  }

  /** Sets {@link #checkpointInterval}: epochs between checkpoints; -1: as checkpointEvery says. */
  @SuppressWarnings("unchecked") // E is this class
  default E setCheckpointInterval(int value) {
    set(checkpointInterval(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #checkpointEvery}: epochs or seconds between checkpoints: 2, 30s. */
  @SuppressWarnings("unchecked") // E is this class
  default E setCheckpointEvery(String value) {
    set(checkpointEvery(), value);
    return (E) this;
  }
}
