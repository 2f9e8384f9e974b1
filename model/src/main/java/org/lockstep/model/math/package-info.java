/**
 * Flat vectors and row-major matrices in two precisions.
 *
 * <p>{@link org.lockstep.model.math.Matrix}, {@link org.lockstep.model.math.Batch} and {@link
 * org.lockstep.model.math.FlatVector} have whole-matrix operations, so that layers and losses are
 * written once for both precisions; {@link org.lockstep.model.math.Arithmetic} makes them. Where
 * only the type of the numbers differs, KernelSources.java writes the class for doubles. Sums are
 * in a stated order, the same on every processor. {@code kernel} and {@code blas} compute the
 * products. Nothing here knows layers or data.
 */
package org.lockstep.model.math;
