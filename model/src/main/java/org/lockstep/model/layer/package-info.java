/**
 * The layers of a network: forward above backward, with shapes and formulas in the comments.
 *
 * <p>A {@link org.lockstep.model.layer.Layer} is a description without numbers: θ, inputs and
 * memory come from outside, so one layer serves any number of threads. A new layer implements this
 * interface, states its parameters, their start and their {@link org.lockstep.model.layer.Role},
 * and is added to {@code NetworkText} and {@code NetworkJson}. Layers know matrices, not
 * precisions, data rows or optimizers.
 */
package org.lockstep.model.layer;
