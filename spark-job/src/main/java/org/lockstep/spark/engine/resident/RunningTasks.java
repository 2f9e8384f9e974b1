package org.lockstep.spark.engine.resident;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.collection.JavaConverters;

/**
 * Counts the tasks of a job group that Spark is running. (Spark's own status tracker may miss the
 * last one to start until the next heartbeat.)
 */
final class RunningTasks extends SparkListener {
  private static final String GROUP = "spark.jobGroup.id";

  private final String group;
  private final Set<Integer> stages = new HashSet<>();
  private final Set<Long> tasks = new HashSet<>();

  RunningTasks(String group) {
    this.group = group;
  }

  /** How many run now. */
  synchronized int running() {
    return tasks.size();
  }

  @Override
  @SuppressWarnings("deprecation") // what replaces it is meant for Scala code
  public synchronized void onJobStart(SparkListenerJobStart job) {
    if (job.properties() != null && group.equals(job.properties().getProperty(GROUP))) {
      JavaConverters.asJavaCollection(job.stageIds()).forEach(id -> stages.add((Integer) id));
    }
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart task) {
    if (stages.contains(task.stageId())) {
      tasks.add(task.taskInfo().taskId());
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    tasks.remove(task.taskInfo().taskId());
  }
}
