package org.lockstep.spark.ml;

/**
 * The parameters that estimators and their models share, with Spark's names where Spark has the
 * same parameter. A getter returns the value in effect, set or by default; if there is neither, it
 * throws {@link java.util.NoSuchElementException}.
 */
public interface MlpParams
    extends NetworkParams, OptimizerParams, LoopParams, DataParams, ComputeParams {}
