package org.lockstep.model.score;

/**
 * Where a metric would lie on other rows of the same kind, with a confidence of 95 %.
 *
 * @param low the 2.5th percentile of the bootstrap's replicates
 * @param high the 97.5th
 */
public record Interval(double low, double high) {}
