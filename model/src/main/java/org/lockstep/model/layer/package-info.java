/**
 * Layers: forward above backward, with shapes and formulas in the comments.
 *
 * <p>A {@link org.lockstep.model.layer.Layer} is a description without numbers: θ, inputs and
 * memory come from outside, so that one layer serves any number of threads. A new one implements
 * it, states its parameters, their start and their {@link org.lockstep.model.layer.Role}, and joins
 * {@code NetworkText} and {@code NetworkJson}. Layers know matrices, not precisions, rows of data
 * or optimizers.
 */
package org.lockstep.model.layer;
