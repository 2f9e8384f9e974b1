package org.lockstep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.spark.scheduler.JobSucceeded$;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** A job that waits for cores is reported. */
class IdleWatchTest {
  private final List<String> notices = new ArrayList<>();

  private IdleWatch watch(Duration silence, int executors) {
    return new IdleWatch(notices::add, silence, () -> executors);
  }

  @Test
  void aJobWithoutExecutorsIsReported() {
    IdleWatch watch = watch(Duration.ZERO, 0);
    watch.look();
    assertThat(notices).as("no job").isEmpty();
    begin(watch);
    watch.look();
    assertThat(notices)
        .containsExactly(
            "Spark has run no task for 0 s: there is no executor yet; are there workers with cores"
                + " and memory for one?");
  }

  @Test
  void executorsWithoutAFreeCoreAreCounted() {
    IdleWatch watch = watch(Duration.ZERO, 2);
    begin(watch);
    watch.look();
    assertThat(notices)
        .containsExactly("Spark has run no task for 0 s: none of 2 executors has a free core");
  }

  @Test
  void aJobThatRunsATaskOrHasEndedIsNotReported() {
    IdleWatch watch = watch(Duration.ZERO, 0);
    begin(watch);
    TaskInfo task =
        new TaskInfo(1, 0, 0, 0, 0, "1", "127.0.0.1", TaskLocality.PROCESS_LOCAL(), false);
    watch.onTaskStart(new SparkListenerTaskStart(0, 0, task));
    watch.look();
    assertThat(notices).isEmpty();
    watch.onTaskEnd(new SparkListenerTaskEnd(0, 0, "", null, task, null, null));
    watch.onJobEnd(new SparkListenerJobEnd(1, 0, JobSucceeded$.MODULE$));
    watch.look();
    assertThat(notices).isEmpty();
  }

  @Test
  void aShortWaitIsNotReported() {
    IdleWatch watch = watch(Duration.ofHours(1), 0);
    begin(watch);
    watch.look();
    assertThat(notices).isEmpty();
  }

  private static void begin(IdleWatch watch) {
    watch.onJobStart(
        new SparkListenerJobStart(
            1, 0, CollectionConverters.asScala(List.<StageInfo>of()).toSeq(), new Properties()));
  }
}
