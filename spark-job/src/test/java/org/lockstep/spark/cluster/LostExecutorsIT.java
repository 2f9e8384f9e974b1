package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.cluster.Disturbance.LIMIT;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.spark.cluster.Disturbance.Engine;
import org.lockstep.spark.cluster.Disturbance.Rule;
import org.lockstep.spark.testing.WholeRun;

/** Executors and workers that are lost in the middle of a training, under both engines. */
@Timeout(600)
class LostExecutorsIT {
  private static final Map<String, String> CONF =
      Map.of(
          "spark.decommission.enabled", "true",
          "spark.executor.decommission.forceKillTimeout", "3s",
          "spark.executor.memory", "512m",
          "spark.task.maxFailures", "2");

  @TempDir static Path directory;

  private static Disturbance disturbance;
  private static MiniCluster cluster;
  private static DriverHere driver;

  @BeforeAll
  static void startTheCluster() throws Exception {
    disturbance = Disturbance.prepare(directory, Rule.values());
    cluster = MiniCluster.start(directory);
    driver = DriverHere.on(cluster, CONF);
  }

  @AfterAll
  static void stopTheCluster() throws Exception {
    if (driver != null) {
      driver.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void awaitBothExecutors() throws Exception {
    driver.awaitExecutors(2, LIMIT);
  }

  @ParameterizedTest
  @EnumSource
  void aKilledExecutorDoesNotChangeTheBits(Engine engine) throws Exception {
    ProcessHandle executor = executorOf("worker-2");
    disturbance.during(driver, engine, command -> assertThat(executor.destroyForcibly()).isTrue());
  }

  /** The kill can fall into a line search, whose trials are separate sums. */
  @ParameterizedTest
  @EnumSource
  void aKilledExecutorOfAnLbfgsRunDoesNotChangeTheBits(Engine engine) throws Exception {
    ProcessHandle executor = executorOf("worker-2");
    disturbance.during(
        driver, Rule.LBFGS, engine, command -> assertThat(executor.destroyForcibly()).isTrue());
  }

  @ParameterizedTest
  @EnumSource
  void aDecommissionedExecutorDoesNotChangeTheBits(Engine engine) throws Exception {
    ProcessHandle executor = executorOf("worker-1");
    disturbance.during(
        driver,
        engine,
        command -> {
          Disturbance.signal("-PWR", executor);
          command.awaitUntil("end of the executor", LIMIT, () -> !executor.isAlive());
        });
  }

  /** As dynamic allocation takes an executor away and gives it back later. */
  @ParameterizedTest
  @EnumSource
  void anExecutorThatSparkTakesAwayDoesNotChangeTheBits(Engine engine) throws Exception {
    String said =
        disturbance.during(
            driver,
            engine,
            command -> {
              String id = driver.spark().sparkContext().getExecutorIds().head();
              assertThat(driver.spark().sparkContext().killExecutor(id)).isTrue();
            });
    assertThat(driver.executors()).isEqualTo(1);
    assertThat(driver.spark().sparkContext().requestExecutors(2)).isTrue();
    if (engine == Engine.RESIDENT) {
      assertFewerTasks(said);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWorkerLostForGoodDoesNotChangeTheBits(Engine engine) throws Exception {
    ProcessHandle worker = cluster.daemon("worker-2");
    List<ProcessHandle> executors = cluster.executors("worker-2");
    String said =
        disturbance.during(
            driver,
            engine,
            command -> {
              assertThat(worker.destroyForcibly()).isTrue();
              executors.forEach(ProcessHandle::destroyForcibly);
            });
    if (engine == Engine.RESIDENT) {
      assertFewerTasks(said);
    }
    assertThat(cluster.command("start").exitCode()).isZero(); // restarts the worker
  }

  /** A layer so wide that a batch of all rows does not fit. */
  @ParameterizedTest
  @EnumSource
  void anExecutorWithoutMemoryEndsTheRunInOneLine(Engine engine) throws Exception {
    Path run = directory.resolve("memory-" + engine.word());
    Outcome outcome =
        driver
            .start(
                "train",
                "--preset",
                "digits",
                "--engine",
                engine.word(),
                "--hidden",
                "500000",
                "--epochs",
                "2",
                "--quiet",
                "--output",
                run.toString())
            .await(LIMIT);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.complaints())
        .matches(
            "lockstep: (\\[.*executor \\d+\\] (failed: OutOfMemoryError: Java heap space|was lost"
                + " with its tasks: .*52.*|was ending when it was given a task, as executors do"
                + " without memory); Spark has tried 2 times|\\[executors\\] were lost again and"
                + " again, with the rows that they held, as executors without memory are; Spark has"
                + " tried 4 times); a smaller --batch-size takes less, more executors \\(and"
                + " --shards\\) hold less each; --executor-memory and --conf"
                + " spark.executor.memoryOverhead before the command give more\n");
    assertThat(outcome.exitCode()).isEqualTo(1);
    WholeRun.assertTidy(run, "failed");
  }

  private static void assertFewerTasks(String said) {
    assertThat(Disturbance.notes(said))
        .anyMatch(
            note ->
                note.matches(
                    "Spark runs 1 of 2 tasks after \\d+ s of waiting: starting again with 1"));
  }

  private static ProcessHandle executorOf(String worker) throws Exception {
    return cluster.executors(worker).get(0);
  }
}
