package org.lockstep.spark.engine;

import static java.util.stream.Collectors.joining;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import scala.collection.JavaConverters;

/**
 * Tracks where Spark runs the tasks of jobs, from Spark's listener events. A job's last stage has
 * one task for each part of the layout; earlier stages recompute lost rows.
 */
final class JobTasks extends SparkListener {
  private final Map<Integer, Stages> jobs = new HashMap<>();

  /** The stages of a job. */
  private static final class Stages {
    private final TreeSet<Integer> all = new TreeSet<>();
    private final BitSet done = new BitSet(); // tasks of the last stage
    private final Map<Long, TaskInfo> running = new HashMap<>(); // by attempt, of the last stage
    private final Map<Long, TaskInfo> preparing = new HashMap<>(); // of the others

    Map<Long, TaskInfo> of(int stage) {
      return stage == all.last() ? running : preparing;
    }
  }

  /** Whether Spark is running anything for a job. */
  synchronized boolean runsAny(int job) {
    Stages stages = jobs.get(job);
    return stages != null && !(stages.running.isEmpty() && stages.preparing.isEmpty());
  }

  /** What a job waits for, in words. */
  synchronized String waitsFor(int job, TaskLayout layout) {
    Stages stages = jobs.getOrDefault(job, new Stages());
    Map<Integer, String> places = new TreeMap<>();
    for (TaskInfo info : stages.running.values()) {
      places.merge(info.partitionId(), place(info), (left, right) -> left + " and " + right);
    }
    String none =
        stages.preparing.isEmpty()
            ? "no task: Spark has not started it yet"
            : "lost rows are recomputed on "
                + stages.preparing.values().stream()
                    .map(JobTasks::place)
                    .distinct()
                    .sorted()
                    .collect(joining(" and "));
    Map<String, TreeSet<Integer>> byState = new TreeMap<>();
    for (int task = 0; task < layout.tasks(); task++) {
      if (!stages.done.get(task)) {
        String place = places.get(task);
        byState
            .computeIfAbsent(place == null ? none : "computed on " + place, key -> new TreeSet<>())
            .add(task);
      }
    }
    return byState.entrySet().stream()
        .map(entry -> layout.shardsInWords(entry.getValue()) + " (" + entry.getKey() + ")")
        .collect(joining("; "));
  }

  private static String place(TaskInfo info) {
    return "executor " + info.executorId() + ", " + info.host();
  }

  @Override
  @SuppressWarnings("deprecation") // its replacement is meant for Scala code
  public synchronized void onJobStart(SparkListenerJobStart job) {
    Stages stages = new Stages();
    JavaConverters.asJavaCollection(job.stageIds()).forEach(id -> stages.all.add((Integer) id));
    jobs.put(job.jobId(), stages);
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd job) {
    jobs.remove(job.jobId());
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart task) {
    for (Stages stages : jobsOf(task.stageId())) {
      stages.of(task.stageId()).put(task.taskInfo().taskId(), task.taskInfo());
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    for (Stages stages : jobsOf(task.stageId())) {
      stages.of(task.stageId()).remove(task.taskInfo().taskId());
      if (task.stageId() == stages.all.last() && task.taskInfo().successful()) {
        stages.done.set(task.taskInfo().partitionId());
      }
    }
  }

  private Iterable<Stages> jobsOf(int stage) {
    return jobs.isEmpty()
        ? Collections.emptyList()
        : jobs.values().stream().filter(stages -> stages.all.contains(stage)).toList();
  }
}
