/**
 * The one order in which partial sums over shards are added.
 *
 * <p>{@link org.lockstep.model.reduce.ReductionTree} is a binary tree over S shards. Any task may
 * add up any whole subtree: the shape of the sum depends on S alone, never on tasks, executors or
 * the order of arrival. This is why bits do not depend on the cluster.
 */
package org.lockstep.model.reduce;
