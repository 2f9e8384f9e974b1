package org.lockstep.spark.ml;

/**
 * Sets where and how a fit computes.
 *
 * @param <E> the estimator
 */
public interface ComputeSetters<E> extends ComputeParams {

  /**
   * Sets {@link #engine}: resident: tasks that stay for the fit; job: one Spark job per step; auto.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setEngine(String value) {
    set(engine(), value);
    return (E) this;
  }

  /** Sets {@link #shards}: logical shards of the rows; part of the result's bits. */
  @SuppressWarnings("unchecked") // E is this class
  default E setShards(int value) {
    set(shards(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #tasks}: the most task slots that the fit takes. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTasks(int value) {
    set(tasks(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #blas}, what multiplies: auto, java, native or mkl. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBlas(String value) {
    set(blas(), value);
    return (E) this;
  }
}
