/**
 * Flat vectors and row-major matrices in two precisions.
 *
 * <p>{@link org.lockstep.model.math.Matrix}, {@link org.lockstep.model.math.Batch} and
 * {@link org.lockstep.model.math.FlatVector} have whole-matrix operations, so that layers and
 * losses are written once for both precisions; {@link org.lockstep.model.math.Arithmetic} makes
 * them. Sums go in a stated order, the same on every processor. Products are asked of
 * {@code kernel} and {@code blas}. Knows neither layers nor data.
 */
package org.lockstep.model.math;
