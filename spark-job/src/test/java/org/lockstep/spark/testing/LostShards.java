package org.lockstep.spark.testing;

import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import scala.jdk.javaapi.CollectionConverters;

/** Simulates, in local mode, the loss of every executor. */
public final class LostShards {
  private LostShards() {}

  /** Removes all shards and the shuffle files that they were made from. */
  public static void loseAll(JavaSparkContext context) {
    MapOutputTrackerMaster outputs = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
    CollectionConverters.asJava(outputs.shuffleStatuses().keys())
        .forEach(id -> lose(outputs, (Integer) id));
    context.getPersistentRDDs().forEach((id, rdd) -> SparkEnv.get().blockManager().removeRdd(id));
  }

  /** Spark can remove an unused shuffle at the same time. */
  private static void lose(MapOutputTrackerMaster outputs, int shuffle) {
    try {
      outputs.unregisterAllMapAndMergeOutput(shuffle);
    } catch (Exception e) { // Scala does not declare its checked exception
      if (!(e instanceof SparkException)) {
        throw e;
      }
    }
  }
}
