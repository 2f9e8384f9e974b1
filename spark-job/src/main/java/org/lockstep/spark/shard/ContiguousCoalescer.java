package org.lockstep.spark.shard;

import java.io.Serializable;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import scala.Option;

/**
 * Puts S shards on T tasks as T contiguous runs, so that a task owns whole subtrees of the
 * reduction tree. (Spark's own coalescer groups by where partitions lie.)
 */
public final class ContiguousCoalescer implements PartitionCoalescer, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public PartitionGroup[] coalesce(int tasks, RDD<?> parent) {
    int shards = parent.getNumPartitions();
    PartitionGroup[] groups = new PartitionGroup[Math.min(tasks, shards)];
    for (int t = 0; t < groups.length; t++) {
      groups[t] = new PartitionGroup(Option.empty());
      int from = (int) ((long) t * shards / groups.length);
      int to = (int) ((t + 1L) * shards / groups.length);
      for (int k = from; k < to; k++) {
        groups[t].partitions().addOne(parent.partitions()[k]);
      }
    }
    return groups;
  }
}
