/**
 * The driver's loop: epochs and steps, from sums of gradients to the next θ.
 *
 * <p>{@link org.lockstep.spark.train.Trainer} asks an engine for each step's sum, divides once,
 * moves θ by a {@code Descent}, and tells listeners. {@code EarlyStopping} and {@code Averaged}
 * decide which weights a run ends with; {@code TimeLedger} says where its time went. Knows engines
 * by their interface, and imports nothing of Spark.
 */
package org.lockstep.spark.train;
