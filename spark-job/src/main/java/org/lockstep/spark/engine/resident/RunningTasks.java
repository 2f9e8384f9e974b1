package org.lockstep.spark.engine.resident;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.collection.JavaConverters;

/**
 * Counts the tasks of jobs with a tag that Spark is running. (Spark's own status tracker can miss
 * the task that started last until the next heartbeat.)
 *
 * <p>A task can run more than once: as a speculative copy, or in a stage that Spark restarted as a
 * whole because the input of lost shards was lost too. The earlier attempts of such a stage run on
 * and keep their cores, so a copy of a healthy task can take the core that a lost one needs.
 */
final class RunningTasks extends SparkListener {
  private static final String TAGS = "spark.job.tags"; // separated by commas

  private final String tag;
  private final Set<Integer> stages = new HashSet<>();
  private int last = -1; // the stage of the resident tasks; those before it make the shards
  private final Map<Long, Integer> tasks = new HashMap<>(); // task by attempt
  private final Set<Long> preparing = new HashSet<>(); // attempts of earlier stages

  RunningTasks(String tag) {
    this.tag = tag;
  }

  /** What runs now. */
  synchronized Count count() {
    return new Count(Set.copyOf(tasks.values()).size(), tasks.size(), preparing.size());
  }

  /**
   * What Spark is running.
   *
   * @param tasks the number of distinct tasks
   * @param attempts the number of attempts, each on a core; some can be of the same task
   * @param preparing the number of tasks of earlier stages, which recompute lost rows
   */
  record Count(int tasks, int attempts, int preparing) {}

  @Override
  @SuppressWarnings("deprecation") // its replacement is meant for Scala code
  public synchronized void onJobStart(SparkListenerJobStart job) {
    if (job.properties() != null
        && List.of(job.properties().getProperty(TAGS, "").split(",")).contains(tag)) {
      JavaConverters.asJavaCollection(job.stageIds()).forEach(id -> stages.add((Integer) id));
      last = Collections.max(stages); // a job's last stage is created after those it needs
    }
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart task) {
    if (task.stageId() != last && stages.contains(task.stageId())) {
      preparing.add(task.taskInfo().taskId());
    } else if (task.stageId() == last) {
      tasks.put(task.taskInfo().taskId(), task.taskInfo().partitionId());
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    tasks.remove(task.taskInfo().taskId());
    preparing.remove(task.taskInfo().taskId());
  }
}
