/**
 * Optimizers and schedules: from a mean gradient to the next θ.
 *
 * <p>A new optimizer is a record that implements {@code ElementRule}: its constants and one loop in
 * each precision, as PyTorch defines it. {@link org.lockstep.model.optim.Updater} applies it and
 * holds its state, which checkpoints store. {@link org.lockstep.model.optim.Schedule} is a function
 * of the step alone, so that a resumed run continues exactly.
 */
package org.lockstep.model.optim;
