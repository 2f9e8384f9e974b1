/**
 * Step engines: they compute the gradient sum of a step where the rows are stored.
 *
 * <p>{@link org.lockstep.spark.engine.StepEngine} is what the trainer sees. {@code JobEngine} runs
 * a Spark job per step; {@code resident} keeps tasks running between steps. Both give the same
 * bits. A new engine implements the interface and adds a line to {@code fit.Engines} and to {@code
 * StepEnginesTest}. Engines do not know layers, losses or optimizers.
 */
package org.lockstep.spark.engine;
