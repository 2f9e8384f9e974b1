/**
 * The pieces of a step, timed one by one with JMH: products, gather, activations, loss, update.
 *
 * <p>{@code scripts/bench kernels} runs them all. Each class is a JMH benchmark; it calls the
 * model's code and nothing of Spark.
 */
package org.lockstep.bench.kernel;
