package org.lockstep.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.cli.Lockstep;

/**
 * Resident tasks on a real cluster, where Spark moves and restarts them: every run ends with the
 * model file of an undisturbed run on this machine. {@link LostExecutorsIT} and {@link
 * SlowExecutorsIT} test the faults that both engines survive.
 */
@Timeout(600)
class ResidentIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Several thousand steps: long enough for a disturbance in the middle. */
  private static final List<String> RUN =
      List.of(
          "train",
          "--preset",
          "digits",
          "--engine",
          "resident",
          "--shards",
          "2",
          "--batch-size",
          "100",
          "--epochs",
          "800",
          "--dropout",
          "0.2",
          "--optimizer",
          "momentum");

  @TempDir static Path here;
  private static byte[] expected;

  @BeforeAll
  static void trainHere() throws IOException {
    Path output = here.resolve("undisturbed");
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(told, true, UTF_8)) {
      int code = Lockstep.run(out, out, arguments(List.of(), output).toArray(String[]::new));
      assertThat(code).as(told.toString(UTF_8)).isZero();
    } finally {
      spark.stop();
    }
    expected = Files.readAllBytes(output.resolve("model.npz"));
  }

  @Test
  @Tag("full")
  void aSurplusAttemptTakesTheCoreOfALostTask(@TempDir Path directory) throws Exception {
    try (MiniCluster cluster = MiniCluster.start(directory)) {
      // The rows from which Spark rebuilds a lost executor's shards are lost too, so it restarts
      // the whole stage. If it does not wait for a core near the other shard, and that is shard 0,
      // the task of shard 0 can start a second time, on the core that shard 1 needs. (It usually
      // does; RunningTasksTest and WatchTest test exactly this case.)
      disturbed(
          cluster,
          directory.resolve("crowded"),
          conf("spark.locality.wait=0s"),
          run -> {
            for (String worker : List.of("worker-1", "worker-2")) { // one of them has shard 1
              int before = countEpochs(run);
              assertThat(cluster.executors(worker).get(0).destroyForcibly()).isTrue();
              run.awaitUntil("more epochs", LIMIT, () -> countEpochs(run) > before + 2);
            }
          });
    }
  }

  @Test
  void dynamicAllocationDoesNotChangeTheBits(@TempDir Path directory) throws Exception {
    Map<String, String> twoHosts =
        Map.of(
            "LOCKSTEP_CLUSTER_WORKER_CORES", "2",
            "LOCKSTEP_CLUSTER_WORKER_HOSTS", "127.0.0.1 127.0.0.2");
    try (MiniCluster cluster = MiniCluster.start(directory, twoHosts)) {
      disturbed(
          cluster,
          directory.resolve("allocation"),
          conf(
              "spark.dynamicAllocation.enabled=true",
              "spark.dynamicAllocation.shuffleTracking.enabled=true",
              "spark.dynamicAllocation.executorIdleTimeout=1s",
              "spark.dynamicAllocation.cachedExecutorIdleTimeout=1s",
              "spark.executor.cores=1"),
          run -> {});
    }
  }

  @Test
  void theClustersAuthenticationAndEncryptionAreUsed(@TempDir Path directory) throws Exception {
    Map<String, String> secured =
        Map.of(
            "SPARK_DAEMON_JAVA_OPTS",
            "-Dspark.authenticate=true -Dspark.authenticate.secret=of-this-test"
                + " -Dspark.master.rest.enabled=false"
                + " -Dspark.network.crypto.enabled=true");
    try (MiniCluster cluster = MiniCluster.start(directory, secured)) {
      disturbed(
          cluster,
          directory.resolve("secured"),
          conf(
              "spark.authenticate=true",
              "spark.authenticate.secret=of-this-test",
              "spark.network.crypto.enabled=true"),
          run -> {});
    }
  }

  /** Something that happens to a run after its first epoch. */
  private interface Happening {
    void to(Running run) throws Exception;
  }

  /** Trains while something happens; returns the standard output. */
  private static String disturbed(
      MiniCluster cluster, Path output, List<String> conf, Happening happening) throws Exception {
    try (Running run = cluster.startLockstep(arguments(conf, output))) {
      run.awaitUntil("an epoch", LIMIT, () -> said(run, "epoch "));
      happening.to(run);
      Outcome outcome = run.await(LIMIT);
      // Spark reports lost executors on stderr.
      assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
      assertThat(outcome.stdout()).contains("resident engine");
      assertThat(Files.readAllBytes(output.resolve("model.npz")))
          .describedAs("model.npz of the run " + output.getFileName())
          .isEqualTo(expected);
      return outcome.stdout();
    }
  }

  private static int countEpochs(Running run) {
    try {
      return run.stdout().split("epoch ", -1).length;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean said(Running run, String words) {
    try {
      return run.stdout().contains(words);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> conf(String... properties) {
    List<String> options = new ArrayList<>();
    for (String property : properties) {
      options.add("--conf");
      options.add(property);
    }
    return options;
  }

  private static List<String> arguments(List<String> conf, Path output) {
    List<String> arguments = new ArrayList<>(conf);
    arguments.addAll(RUN);
    arguments.add("--output");
    arguments.add(output.toString());
    return arguments;
  }
}
