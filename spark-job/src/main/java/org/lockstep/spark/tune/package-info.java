/**
 * Random search around the preset tabular by successive halving.
 *
 * <p>{@code SearchSpace} lists what is varied, {@code Halving} who goes on, {@code TimeBudget} how
 * much there is time for; a trial is a function of the seed and its number, so that an interrupted
 * search goes on with the same ones. Trains nothing itself: that is {@code job.TuneJob}.
 */
package org.lockstep.spark.tune;
