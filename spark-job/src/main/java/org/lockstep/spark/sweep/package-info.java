/**
 * Grids of hyper-parameters, and the outcome of training each cell.
 *
 * <p>{@code Grid} reads the values to try, {@code SweepResult} collects the outcomes, and {@code
 * SweepFiles}, {@code SweepTable} and {@code SweepPlot} show them. {@code tune} shares all but the
 * grid. This package trains nothing itself; {@code job.SweepJob} does.
 */
package org.lockstep.spark.sweep;
