/**
 * Synthetic data sets whose rows are a function of the seed and the row number.
 *
 * <p>What a model can learn from them is known in advance, so they show whether training works. A
 * new kind is a new constant of {@link org.lockstep.model.generate.SyntheticKind}.
 */
package org.lockstep.model.generate;
