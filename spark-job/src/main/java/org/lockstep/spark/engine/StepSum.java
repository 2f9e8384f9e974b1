package org.lockstep.spark.engine;

import org.lockstep.model.network.GradientSum;

/**
 * The result of a step.
 *
 * @param sum over the rows of the batch; the caller's to overwrite, until the next step
 * @param evaluation of θ, if requested; otherwise {@link Evaluation#none}
 * @param computeNanos time the slowest thread spent computing
 */
public record StepSum(GradientSum sum, Evaluation evaluation, long computeNanos) {}
