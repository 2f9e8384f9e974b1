/**
 * Training on Spark. The data of a run flows one way, {@code read}, {@code table}, {@code shard},
 * {@code engine}, {@code train}; {@code log}, {@code checkpoint} and {@code run} record the
 * results.
 *
 * <p>{@code job} contains whole jobs, which both front ends call: {@code cli}, the command line,
 * and {@code ml}, Spark ML. {@link org.lockstep.spark.Main} is the entry point. {@code
 * ArchitectureTest} states and checks which package may depend on which. The mathematics is in
 * {@code org.lockstep.model}, which does not depend on Spark.
 */
package org.lockstep.spark;
