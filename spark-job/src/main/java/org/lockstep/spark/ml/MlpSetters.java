package org.lockstep.spark.ml;

/**
 * Setters of an estimator's parameters. A value out of range is refused at once, with an {@link
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
