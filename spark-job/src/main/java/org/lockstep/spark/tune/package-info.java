/**
 * Random search around the tabular preset, by successive halving.
 *
 * <p>{@code SearchSpace} lists the dimensions, {@code Halving} picks the trials that go on, and
 * {@code TimeBudget} says how much there is time for. A trial is a function of the seed and its
 * number, so that a resumed search runs the same trials. This package trains nothing itself; {@code
 * job.TuneJob} does.
 */
package org.lockstep.spark.tune;
