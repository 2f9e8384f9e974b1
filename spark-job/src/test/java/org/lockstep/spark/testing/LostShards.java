package org.lockstep.spark.testing;

import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import scala.jdk.javaapi.CollectionConverters;

/** What the loss of every executor takes with it, in local mode. */
public final class LostShards {
  private LostShards() {}

  /** Takes all shards, and what they were shuffled from. */
  public static void loseAll(JavaSparkContext context) {
    MapOutputTrackerMaster outputs = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
    CollectionConverters.asJava(outputs.shuffleStatuses().keys())
        .forEach(id -> lose(outputs, (Integer) id));
    context.getPersistentRDDs().forEach((id, rdd) -> SparkEnv.get().blockManager().removeRdd(id));
  }

  /** One that nobody needs any more, Spark itself may take away meanwhile. */
  private static void lose(MapOutputTrackerMaster outputs, int shuffle) {
    try {
      outputs.unregisterAllMapAndMergeOutput(shuffle);
    } catch (Exception e) { // Scala does not declare the checked one that is meant
      if (!(e instanceof SparkException)) {
        throw e;
      }
    }
  }
}
