/** Optimizers and learning-rate schedules: from a mean gradient to the next θ. */
package org.lockstep.model.optim;
