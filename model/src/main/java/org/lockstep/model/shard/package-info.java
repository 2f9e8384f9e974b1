/**
 * Shards of rows and what is computed on one shard: a pure function of (θ, seed, epoch, step,
 * shard).
 */
package org.lockstep.model.shard;
