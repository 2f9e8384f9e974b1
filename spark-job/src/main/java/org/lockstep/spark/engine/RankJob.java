package org.lockstep.spark.engine;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.lockstep.model.prepare.RankSearch;
import org.lockstep.model.reduce.ReductionTree;
import org.lockstep.model.shard.Shard;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;

/** Finds the numbers at given ranks of the training rows, with one job per pass of the search. */
public final class RankJob {
  private RankJob() {}

  /** Runs the search to its end. */
  public static RankSearch run(
      JavaSparkContext context, JavaRDD<ShardGroup> shards, ReductionTree tree, RankSearch search) {
    while (!search.isDone()) {
      search.narrow(
          TreeJob.run(
                  context,
                  shards,
                  tree,
                  () ->
                      new TreeJob.Leaves<RankSearch.Counts>(
                          group -> count(search, group.shard(Part.TRAIN)),
                          RankSearch.Counts::merge),
                  RankSearch.Counts::merge)
              .value());
    }
    return search;
  }

  private static RankSearch.Counts count(RankSearch search, Shard shard) {
    return search.count(shard);
  }
}
