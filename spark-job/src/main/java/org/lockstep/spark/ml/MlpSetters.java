package org.lockstep.spark.ml;

/**
 * Sets the parameters of an estimator. A value out of range is refused at once, by an {@link
 * IllegalArgumentException} of one line.
 *
 * @param <E> the estimator
 */
public interface MlpSetters<E>
    extends MlpParams,
        NetworkSetters<E>,
        OptimizerSetters<E>,
        LoopSetters<E>,
        DataSetters<E>,
        ComputeSetters<E> {}
