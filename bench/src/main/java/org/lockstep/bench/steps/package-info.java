/**
 * The cost of a step as a function of its parameters and tasks: {@code scripts/bench steps}.
 *
 * <p>{@code StepCosts} measures, {@code CostModel} fits a latency and a bandwidth by least squares
 * of relative errors, {@code StepsPlot} draws the result.
 */
package org.lockstep.bench.steps;
