/**
 * Options that users choose by a name, perhaps with a constant, as in {@code leaky-relu 0.2}:
 * activations and losses.
 *
 * <p>{@link org.lockstep.model.choice.Choice} reads and writes such words, in the same way for
 * every interface.
 */
package org.lockstep.model.choice;
