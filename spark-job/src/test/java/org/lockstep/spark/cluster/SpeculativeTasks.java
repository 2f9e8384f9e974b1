package org.lockstep.spark.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Counts the copies of slow tasks that Spark starts. */
final class SpeculativeTasks extends SparkListener {
  private final AtomicInteger started = new AtomicInteger();

  int count() {
    return started.get();
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart task) {
    if (task.taskInfo().speculative()) {
      started.incrementAndGet();
    }
  }
}
