/**
 * The parts of a step, timed one by one with JMH: products, gather, activations, loss, update.
 *
 * <p>{@code scripts/bench kernels} runs them all. Each class is a JMH benchmark; it calls the
 * model's code and no Spark.
 */
package org.lockstep.bench.kernel;
