/**
 * Permutation importance and partial dependence: what the columns of a table mean to a model.
 *
 * <p>{@link org.lockstep.model.importance.ColumnShuffler} scores one block of rows, and {@link
 * org.lockstep.model.importance.PartialDependence} averages over rows. Both give sums that can be
 * merged. Spark code in {@code org.lockstep.spark.importance} decides where each block is computed.
 */
package org.lockstep.model.importance;
