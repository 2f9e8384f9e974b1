/**
 * How good predictions are: sums over rows that merge, and the metrics read from them.
 *
 * <p>{@link org.lockstep.model.score.Score} holds what each epoch needs; {@link
 * org.lockstep.model.score.ScoreDetails} adds curves, calibration and intervals for {@code
 * evaluate}. Merging follows the tree of {@code reduce}. A new metric must be computable from sums
 * that a single pass over rows can collect.
 */
package org.lockstep.model.score;
