package org.lockstep.spark.engine.resident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.engine.resident.RunningTasks.Count;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Counts running tasks from Spark's listener events. */
class RunningTasksTest {
  private static final int MAKES_ROWS = 6; // the stage that makes the rows for the shards
  private static final int RESIDENT = 7;

  private final RunningTasks running = new RunningTasks("ours");

  @BeforeEach
  void startRun() {
    running.onJobStart(job("ours", MAKES_ROWS, RESIDENT));
  }

  @Test
  void aTaskCountsFromItsStartToItsEnd() {
    TaskInfo task = start(RESIDENT, 1, 0);
    start(RESIDENT, 2, 1);
    assertThat(running.count()).isEqualTo(new Count(2, 2, 0));
    end(RESIDENT, task);
    assertThat(running.count()).isEqualTo(new Count(1, 1, 0));
  }

  @Test
  void aCopyOfARunningTaskCountsOnlyAsAnAttempt() {
    start(RESIDENT, 1, 0);
    TaskInfo lost = start(RESIDENT, 2, 1);
    end(RESIDENT, lost);
    start(RESIDENT, 3, 0); // Spark restarts the stage while task 0 still runs
    assertThat(running.count()).isEqualTo(new Count(1, 2, 0));
  }

  @Test
  void theEndOfOneAttemptLeavesTheOtherRunning() {
    TaskInfo first = start(RESIDENT, 1, 0);
    start(RESIDENT, 2, 0);
    end(RESIDENT, first);
    assertThat(running.count()).isEqualTo(new Count(1, 1, 0));
  }

  @Test
  void tasksThatRecomputeLostRowsCountAsPreparing() {
    start(RESIDENT, 1, 0);
    TaskInfo making = start(MAKES_ROWS, 2, 1);
    assertThat(running.count()).isEqualTo(new Count(1, 1, 1));
    end(MAKES_ROWS, making);
    assertThat(running.count()).isEqualTo(new Count(1, 1, 0));
  }

  @Test
  void otherJobsDoNotCount() {
    running.onJobStart(job("another", 8));
    start(8, 1, 0);
    assertThat(running.count()).isEqualTo(new Count(0, 0, 0));
  }

  private static SparkListenerJobStart job(String tag, int... stages) {
    Properties properties = new Properties();
    properties.setProperty("spark.job.tags", "other," + tag);
    List<StageInfo> infos = new ArrayList<>();
    for (int stage : stages) {
      infos.add(
          new StageInfo(
              stage,
              0,
              "",
              2,
              none(),
              none(),
              "",
              TaskMetrics.empty(),
              none(),
              Option.empty(),
              0,
              false,
              0));
    }
    return new SparkListenerJobStart(1, 0, CollectionConverters.asScala(infos).toSeq(), properties);
  }

  private TaskInfo start(int stage, long attempt, int task) {
    TaskInfo info =
        new TaskInfo(
            attempt, task, 0, task, 0, "1", "127.0.0.1", TaskLocality.PROCESS_LOCAL(), false);
    running.onTaskStart(new SparkListenerTaskStart(stage, 0, info));
    return info;
  }

  private void end(int stage, TaskInfo task) {
    running.onTaskEnd(new SparkListenerTaskEnd(stage, 0, "", null, task, null, null));
  }

  private static <T> Seq<T> none() {
    return CollectionConverters.asScala(List.<T>of()).toSeq();
  }
}
