package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.lockstep.spark.engine.TasksEndedException;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.shard.ShardFailure;

class TaskFailuresTest {
  private static final String HINT =
      "; a smaller "
          + LoopSettings.BATCH_SIZE
          + " takes less, more executors (and "
          + ComputeSettings.SHARDS
          + ") hold less each; --executor-memory and --conf spark.executor.memoryOverhead before"
          + " the command give more";

  @Test
  void aFailedShardIsNamedWithItsRootCauseAndHowOftenSparkTried() {
    Throwable shard =
        ShardFailure.of(
            "shard 1", new IllegalStateException("outer", new ArithmeticException("/")));
    assertThat(shard).hasMessageMatching("\\[shard 1.*\\] failed: ArithmeticException: /");
    assertThat(TaskFailures.describe(new TasksEndedException(aborted("ShardFailure", shard))))
        .contains(shard.getMessage() + "; Spark has tried 4 times");
  }

  @Test
  void aTaskWithoutMemoryGetsAHint() {
    Throwable shard = ShardFailure.of("shard 0", new OutOfMemoryError("Java heap space"));
    assertThat(shard).hasMessageEndingWith("] failed: OutOfMemoryError: Java heap space");
    assertThat(TaskFailures.describe(aborted("ShardFailure", shard)))
        .contains(shard.getMessage() + "; Spark has tried 4 times" + HINT);
  }

  /** Spark's own part of a task, such as reading the weights, needs memory too. */
  @Test
  void aTaskWithoutMemoryOutsideAShardGetsAHintToo() {
    for (String thrown :
        new String[] {
          "java.lang.OutOfMemoryError: Java heap space",
          "java.io.IOException: broadcast\n\tat A.b(A.java:1)\n"
              + "Caused by: java.lang.OutOfMemoryError: Java heap space\n\t... 9 more"
        }) {
      assertThat(TaskFailures.describe(aborted(thrown, null)))
          .contains(
              "[10.0.0.7, executor 7] failed: OutOfMemoryError: Java heap space; Spark has tried 4"
                  + " times"
                  + HINT);
    }
  }

  @Test
  void anExecutorThatDiesWithoutMemoryGetsAHint() {
    for (String reason :
        new String[] {
          "Command exited with code 52",
          "Command exited with code 137",
          "Container killed by YARN for exceeding physical memory limits. 5.5 GB of 5.5 GB used.",
          "The executor with id 7 exited with exit code 137(SIGKILL, possible container OOM)."
        }) {
      assertThat(TaskFailures.describe(aborted(lost(reason), null)))
          .contains(
              "[10.0.0.7, executor 7] was lost with its tasks: "
                  + reason
                  + "; Spark has tried 4 times"
                  + HINT);
    }
  }

  @Test
  void aStageThatLosesExecutorsBeforeFetchingTheirRowsGetsAHint() {
    SparkException failure =
        new SparkException(
            "Job aborted due to stage failure: ResultStage 427 (submitJob at SparkJobs.java:62) has"
                + " failed the maximum allowable number of times: 4. Most recent failure reason:\n"
                + "org.apache.spark.shuffle.MetadataFetchFailedException: Missing an output"
                + " location for shuffle 3 partition 0");
    assertThat(TaskFailures.describe(new TasksEndedException(failure)))
        .contains(
            "[executors] were lost again and again, with the rows that they held, as executors"
                + " without memory are; Spark has tried 4 times"
                + HINT);
  }

  @Test
  void anExecutorThatDiesForAnotherReasonGetsNoHint() {
    assertThat(TaskFailures.describe(aborted(lost("Command exited with code 1"), null)))
        .contains(
            "[10.0.0.7, executor 7] was lost with its tasks: Command exited with code 1; Spark has"
                + " tried 4 times");
  }

  /** Spark's message in a locale with Arabic digits. */
  @Test
  void theDigitsOfAnotherLocaleAreUnderstood() {
    SparkException arabic =
        new SparkException(
            "Job aborted due to stage failure: Task ١ in stage ٥.٠ failed ٤ times, most recent"
                + " failure: Lost task 1.3 in stage 5.0 (TID ١٢) (10.0.0.7 executor 7): "
                + lost("Command exited with code 1"));
    assertThat(TaskFailures.describe(arabic))
        .contains(
            "[10.0.0.7, executor 7] was lost with its tasks: Command exited with code 1; Spark has"
                + " tried 4 times");
  }

  @Test
  void anyOtherExceptionIsNotATaskFailure() {
    assertThat(TaskFailures.describe(new IllegalStateException("executor 1"))).isEmpty();
  }

  private static String lost(String reason) {
    return "ExecutorLostFailure (executor 7 exited caused by one of the running tasks) Reason: "
        + reason;
  }

  private static SparkException aborted(String last, Throwable cause) {
    return new SparkException(
        "Job aborted due to stage failure: Task 1 in stage 5.0 failed 4 times, most recent"
            + " failure: Lost task 1.3 in stage 5.0 (TID 12) (10.0.0.7 executor 7): "
            + last
            + "\nDriver stacktrace:",
        cause);
  }
}
