/**
 * Output activations fused with their losses, one file per pair.
 *
 * <p>An {@link org.lockstep.model.loss.OutputLoss} computes the loss of a batch as a sum and
 * replaces the logits with {@code dZ}. Fusing keeps logarithms away from 0. Row weights multiply
 * both. The driver divides by their sum.
 */
package org.lockstep.model.loss;
