package org.lockstep.model.score;

/**
 * How far predictions a are from targets y, for one output.
 *
 * @param mse mean squared error, Σ(a-y)² / n
 * @param rmse its root, in the target's unit
 * @param mae mean absolute error, Σ|a-y| / n
 * @param r2 coefficient of determination, 1 - Σ(a-y)² / Σ(y-ȳ)²; NaN if all y are equal
 */
public record RegressionMetrics(double mse, double rmse, double mae, double r2) {}
