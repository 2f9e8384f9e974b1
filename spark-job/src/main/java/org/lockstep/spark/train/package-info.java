/**
 * The driver's loop: epochs and steps, from gradient sums to the next θ.
 *
 * <p>{@link org.lockstep.spark.train.Trainer} asks an engine for each step's sum, divides once,
 * moves θ by a {@code Descent}, and notifies listeners. {@code EarlyStopping} and {@code
 * AveragedWeights} decide which weights a run ends with; {@code TimeLedger} says where its time
 * went. The package knows engines only by their interface and imports nothing from Spark.
 */
package org.lockstep.spark.train;
