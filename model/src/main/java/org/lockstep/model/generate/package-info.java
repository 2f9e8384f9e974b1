/**
 * Synthetic data sets whose rows are a function of the seed and the row's number.
 *
 * <p>What can be learnt from them is known beforehand, so they show whether training does. A new
 * kind is a constant of {@link org.lockstep.model.generate.SyntheticKind}.
 */
package org.lockstep.model.generate;
