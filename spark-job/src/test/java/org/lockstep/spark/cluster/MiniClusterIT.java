package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.store.RunLock;

/**
 * {@code scripts/mini-cluster} starts a real cluster, reports its state, and leaves nothing behind.
 */
@Timeout(180)
class MiniClusterIT {
  @Test
  void aJobRunsOnTheClusterFromStartToStop(@TempDir Path directory) throws Exception {
    try (MiniCluster cluster = MiniCluster.start(directory)) {
      Outcome status = cluster.command("status");
      assertThat(status.stdout())
          .containsPattern("worker-1 runs, pid \\d+\n")
          .containsPattern("worker-2 runs, pid \\d+\n")
          .containsPattern("master runs, pid \\d+\n")
          .contains("scripts/lockstep --master " + cluster.url() + " train");
      assertThat(status.exitCode()).isZero();

      Outcome again = cluster.command("start");
      assertThat(again.stderr()).isEqualTo("The cluster runs already.\n");
      assertThat(again.stdout()).isEqualTo(status.stdout());

      ProcessHandle worker = cluster.daemon("worker-2");
      assertThat(worker.destroyForcibly()).isTrue();
      worker.onExit().get(1, TimeUnit.MINUTES);
      Outcome back = cluster.command("start");
      assertThat(back.stderr())
          .startsWith("The cluster runs already.\nStarting worker-2 again.\n")
          .endsWith("All 2 workers are registered.\n");
      assertThat(cluster.command("status").exitCode()).isZero();

      Outcome job =
          cluster.lockstep(
              Stream.concat(Stream.of(Probe.OPTIONS), Stream.of("sum")).toArray(String[]::new));
      assertThat(job).isEqualTo(new Outcome(0, "499500\n", ""));

      assertThat(cluster.command("stop").stderr()).isEqualTo("The cluster has ended.\n");
      assertThat(cluster.command("status").stdout()).isEqualTo("No cluster is running.\n");
      assertThat(cluster.command("stop").stderr()).isEqualTo("No cluster is running.\n");
    }
    assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()))
        .noneMatch(line -> line.contains("-Dlockstep.cluster=" + directory));
  }

  /** The cluster has two cores, so a driver that wants eight waits for as long as it may. */
  @Test
  void aDriverIsRefusedBeforeItWaitsForExecutorsAndSaysWhatItWaitsFor(@TempDir Path directory)
      throws Exception {
    Path run = directory.resolve("run");
    try (MiniCluster cluster = MiniCluster.start(directory)) {
      try (RunLock lock = lock(run)) {
        lock.acquire("app-1", notice -> {});
        Outcome refused = cluster.lockstep(wantingEightCores("1h", run));
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
        assertThat(refused.stderr())
            .startsWith("lockstep: [" + run + "] expected a directory that no other run writes to")
            .hasLineCount(1);
      }
      Outcome waited = cluster.lockstep(wantingEightCores("25s", run));
      assertThat(waited.exitCode()).as(waited.toString()).isZero();
      assertThat(waited.stderr())
          .containsPattern(
              "Note      connected to "
                  + cluster.url()
                  + " as app-\\d+-\\d+: waiting at most 25s for executors ");
    }
  }

  private static RunLock lock(Path run) throws IOException {
    Files.createDirectories(run);
    return new RunLock(
        run.toString(),
        new org.apache.hadoop.fs.Path(run.resolve("lock.json").toString()),
        new Configuration());
  }

  private static String[] wantingEightCores(String wait, Path run) {
    return new String[] {
      "--conf",
      "spark.cores.max=8",
      "--conf",
      "spark.scheduler.minRegisteredResourcesRatio=1.0",
      "--conf",
      "spark.scheduler.maxRegisteredResourcesWaitingTime=" + wait,
      "train",
      "--max-steps",
      "1",
      "--output",
      run.toString()
    };
  }

  @Test
  void aTakenPortIsOneLine(@TempDir Path directory) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome outcome =
          new Scripts(directory, directory)
              .run(
                  "mini-cluster",
                  Map.of(
                      "LOCKSTEP_CLUSTER_DIR", directory.resolve("cluster").toString(),
                      "LOCKSTEP_CLUSTER_PORT", Integer.toString(taken.getLocalPort())),
                  "start");
      assertThat(outcome)
          .isEqualTo(
              new Outcome(
                  1,
                  "",
                  "lockstep: port "
                      + taken.getLocalPort()
                      + " is taken; LOCKSTEP_CLUSTER_PORT and LOCKSTEP_CLUSTER_WEB_PORT choose"
                      + " others (7077 and 8080)\n"));
    }
  }

  @Test
  void aClusterThatStartsOnlyPartlyIsEnded(@TempDir Path directory) throws Exception {
    Integer[] ports = FreePorts.take(2).toArray(Integer[]::new);
    Outcome outcome =
        new Scripts(directory, directory)
            .run(
                "mini-cluster",
                Map.of(
                    "LOCKSTEP_CLUSTER_DIR", directory.resolve("cluster").toString(),
                    "LOCKSTEP_CLUSTER_PORT", ports[0].toString(),
                    "LOCKSTEP_CLUSTER_WEB_PORT", ports[1].toString(),
                    "LOCKSTEP_CLUSTER_WORKER_MEMORY", "much"),
                "start");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr()).containsPattern("lockstep: worker-[12] ended while starting;");
    assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()))
        .noneMatch(line -> line.contains("-Dlockstep.cluster=" + directory));
  }
}
