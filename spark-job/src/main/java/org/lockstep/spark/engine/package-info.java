/**
 * Step engines: the gradient sum of a step, computed where the rows live.
 *
 * <p>{@link org.lockstep.spark.engine.StepEngine} is what the trainer sees. {@code JobEngine} runs
 * a Spark job per step; {@code resident} keeps tasks running between steps. Both give the same
 * bits. A new engine implements the interface and joins {@code fit.Engines} and
 * {@code StepEnginesTest}, each with a line. Engines do not know layers, losses or optimizers.
 */
package org.lockstep.spark.engine;
