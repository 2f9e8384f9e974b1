/**
 * What the columns of a table mean to a model: permutation importance and partial dependence.
 *
 * <p>{@link org.lockstep.model.importance.ColumnShuffler} scores one block of rows,
 * {@link org.lockstep.model.importance.PartialDependence} averages over rows; both give sums that
 * merge. Who computes which block is Spark's side of it, in {@code org.lockstep.spark.importance}.
 */
package org.lockstep.model.importance;
