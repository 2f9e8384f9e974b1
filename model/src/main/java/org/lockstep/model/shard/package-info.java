/**
 * Shards of rows and what is computed on one: a pure function of (θ, seed, epoch, step, shard).
 *
 * <p>{@link org.lockstep.model.shard.Batches} says which rows belong to which step, {@link
 * org.lockstep.model.shard.ShardWorker} computes a shard's share of it, {@link
 * org.lockstep.model.shard.ShardProgram} is all it needs to know besides θ. {@code Features} keeps
 * rows as small as their source allows. Nothing here knows where a shard lives, or how many tasks
 * there are.
 */
package org.lockstep.model.shard;
