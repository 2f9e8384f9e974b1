package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.cluster.Disturbance.LIMIT;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.spark.cluster.Disturbance.Engine;
import org.lockstep.spark.cluster.Disturbance.Rule;

/** Executors that do not answer for a while or for ever, under both engines. */
@Timeout(600)
class SlowExecutorsIT {
  private static final Map<String, String> TWO_HOSTS =
      Map.of(
          "LOCKSTEP_CLUSTER_WORKER_CORES", "2",
          "LOCKSTEP_CLUSTER_WORKER_MEMORY", "2g", // a paused executor keeps its memory
          "LOCKSTEP_CLUSTER_WORKER_HOSTS", "127.0.0.1 127.0.0.2");

  @TempDir static Path directory;

  private static Disturbance disturbance;
  private static MiniCluster cluster;

  @BeforeAll
  static void startTheCluster() throws Exception {
    disturbance = Disturbance.prepare(directory, Rule.MOMENTUM);
    cluster = MiniCluster.start(directory, TWO_HOSTS);
  }

  @AfterAll
  static void stopTheCluster() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPausedExecutorIsNamedWhetherItContinuesOrNot(Engine engine) throws Exception {
    Map<String, String> conf =
        Map.of(
            "spark.executor.cores", "1",
            "spark.cores.max", "2",
            "spark.executor.heartbeatInterval", "1s",
            "spark.network.timeout", "12s",
            "spark.network.timeoutInterval", "2s");
    try (DriverHere driver = DriverHere.on(cluster, conf)) {
      driver.awaitExecutors(2, LIMIT);
      ProcessHandle executor = cluster.executors("worker-2").get(0);
      String said =
          disturbance.during(
              driver,
              engine,
              command -> {
                Disturbance.signal("-STOP", executor);
                command.awaitUntil(
                    "word of it", LIMIT, () -> command.stdout().contains("waiting for"));
                Disturbance.signal("-CONT", executor);
                Disturbance.awaitEpochs(command, 2);
                Disturbance.signal("-STOP", executor); // for good: Spark gives it up
              });
      assertThat(Disturbance.notes(said))
          .anyMatch(
              note ->
                  note.matches(
                      "waiting for \\d+ s: shard [01] \\(computed on executor \\d+, .*\\); executor"
                          + " \\d+ has been silent for \\d+ s, and Spark gives up on it after 12 s"
                          + " \\(spark.network.timeout\\).*"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPausedExecutorsTaskCanRunSpeculativelyElsewhere(Engine engine) throws Exception {
    Map<String, String> conf =
        Map.of(
            "spark.executor.cores", "2",
            "spark.speculation", "true",
            "spark.speculation.interval", "100ms",
            "spark.speculation.task.duration.threshold", "2s");
    SpeculativeTasks copies = new SpeculativeTasks();
    try (DriverHere driver = DriverHere.on(cluster, conf)) {
      driver.awaitExecutors(2, LIMIT);
      driver.spark().sparkContext().addSparkListener(copies);
      ProcessHandle executor = cluster.executors("worker-2").get(0);
      disturbance.during(
          driver,
          engine,
          command -> {
            Disturbance.signal("-STOP", executor);
            command.awaitUntil("a copy of a task", LIMIT, () -> copies.count() > 0);
            Disturbance.signal("-CONT", executor);
          });
    }
  }
}
