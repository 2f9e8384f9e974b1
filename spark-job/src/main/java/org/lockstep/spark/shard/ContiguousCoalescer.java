package org.lockstep.spark.shard;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import scala.Option;

/**
 * Assigns S shards to T tasks as T contiguous runs, so that a task owns whole subtrees of the
 * reduction tree. (Spark's own coalescer groups partitions by location.)
 */
public final class ContiguousCoalescer implements PartitionCoalescer, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public PartitionGroup[] coalesce(int tasks, RDD<?> parent) {
    int shards = parent.getNumPartitions();
    PartitionGroup[] groups = new PartitionGroup[Math.min(tasks, shards)];
    for (int t = 0; t < groups.length; t++) {
      groups[t] = new PartitionGroup(Option.empty());
      int to = firstShard(t + 1, shards, groups.length);
      for (int k = firstShard(t, shards, groups.length); k < to; k++) {
        groups[t].partitions().addOne(parent.partitions()[k]);
      }
    }
    return groups;
  }

  /** The first shard of task t, from 0; S for t = T. */
  public static int firstShard(int t, int shards, int tasks) {
    return (int) ((long) t * shards / tasks);
  }

  /** Coalesces shards to at most this many tasks. */
  public static JavaRDD<ShardGroup> onTasks(JavaRDD<ShardGroup> shards, int tasks) {
    if (tasks >= shards.getNumPartitions()) {
      return shards;
    }
    return shards
        .rdd()
        .coalesce(tasks, false, Option.apply(new ContiguousCoalescer()), null)
        .toJavaRDD();
  }
}
