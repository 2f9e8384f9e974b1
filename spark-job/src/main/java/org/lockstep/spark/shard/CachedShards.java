package org.lockstep.spark.shard;

import org.apache.spark.api.java.JavaRDD;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Features;

/**
 * The S shards of a fit, which executors keep.
 *
 * @param rdd one partition per shard
 * @param tasks the most tasks that compute on them
 * @param kind the stored type of raw values
 */
public record CachedShards(JavaRDD<ShardGroup> rdd, int tasks, Features.Kind kind) {

  /** The tree over the shards. */
  public ReductionTree tree() {
    return new ReductionTree(rdd.getNumPartitions());
  }

  /** The shards with one partition per task, each with its contiguous run of shards. */
  public JavaRDD<ShardGroup> onTasks() {
    return ContiguousCoalescer.onTasks(rdd, tasks);
  }
}
