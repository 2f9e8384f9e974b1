/**
 * Turns a table of rows into cached shards in a stable order.
 *
 * <p>{@link org.lockstep.spark.shard.ShardedRows} deals row p to shard p mod S, whatever Spark's
 * partitions are. {@code Split} and {@code Splits} decide which rows are held out. The shards
 * themselves and their computations are in {@code org.lockstep.model.shard}.
 */
package org.lockstep.spark.shard;
