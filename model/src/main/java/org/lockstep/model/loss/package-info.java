/**
 * Output activations fused with their losses, one file for each pair.
 *
 * <p>An {@link org.lockstep.model.loss.OutputLoss} gives the loss of a batch as a sum, and
 * {@code dZ} in the place of the logits. Fusing keeps logarithms away from 0. Weights of rows
 * multiply both. Division by their sum is the driver's.
 */
package org.lockstep.model.loss;
