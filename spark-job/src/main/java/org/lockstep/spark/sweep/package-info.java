/**
 * Grids of hyper-parameters, and what training each of their cells came to.
 *
 * <p>{@code Grid} reads the values to try, {@code SweepResult} collects the outcomes,
 * {@code SweepFiles}, {@code SweepTable} and {@code SweepPlot} show them. {@code tune} shares all
 * but the grid. Trains nothing itself: that is {@code job.SweepJob}.
 */
package org.lockstep.spark.sweep;
