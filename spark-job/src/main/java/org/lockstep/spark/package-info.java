/**
 * Training on Spark. The data of a run flows one way, {@code read}, {@code table}, {@code shard},
 * {@code engine}, {@code train}; {@code log}, {@code checkpoint} and {@code run} keep what comes of
 * it.
 *
 * <p>{@code job} has whole jobs, which two faces call: {@code cli}, the command line, and
 * {@code ml}, Spark ML. {@link org.lockstep.spark.Main} is the entry point. Which package may know
 * which is stated, and checked, by {@code ArchitectureTest}. The mathematics is in
 * {@code org.lockstep.model}, which does not know Spark.
 */
package org.lockstep.spark;
