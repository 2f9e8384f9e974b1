package org.lockstep.spark.ml;

/**
 * Setters of the parameters that control where and how a fit computes.
 *
 * @param <E> the estimator
 */
public interface ComputeSetters<E> extends ComputeParams {

  /**
   * Sets {@link #engine}: resident (tasks that stay for the fit), job (one Spark job per step) or
   * auto.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setEngine(String value) {
    set(engine(), value);
    return (E) this;
  }

  /**
   * Sets {@link #shards}: the number of logical shards of the rows, on which the result's bits
   * depend.
   */
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

  /** Sets {@link #blas}: the implementation of matrix products: auto, java, native or mkl. */
  @SuppressWarnings("unchecked") // E is this class
  default E setBlas(String value) {
    set(blas(), value);
    return (E) this;
  }
}
