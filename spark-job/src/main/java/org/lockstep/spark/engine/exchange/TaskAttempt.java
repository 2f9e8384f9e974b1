package org.lockstep.spark.engine.exchange;

/**
 * One of Spark's attempts at a resident task.
 *
 * @param task from 0 to T-1; each task holds about one T-th of the shards
 * @param attempt from 0; a later attempt has a larger number
 */
public record TaskAttempt(int task, int attempt) {}
