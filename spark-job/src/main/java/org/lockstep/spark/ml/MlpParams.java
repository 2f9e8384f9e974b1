package org.lockstep.spark.ml;

/**
 * The parameters that estimators and their models share, named as Spark names them where it has a
 * name. A getter gives the value that counts, set or by default; where neither says, it throws
 * {@link java.util.NoSuchElementException}.
 */
public interface MlpParams
    extends NetworkParams, OptimizerParams, LoopParams, DataParams, ComputeParams {}
