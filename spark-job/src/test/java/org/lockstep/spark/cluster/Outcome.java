package org.lockstep.spark.cluster;

/**
 * How a process ended and what it said.
 *
 * @param exitCode its exit status
 * @param stdout everything it wrote to standard output
 * @param stderr everything it wrote to standard error
 */
public record Outcome(int exitCode, String stdout, String stderr) {}
