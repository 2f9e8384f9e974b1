package org.lockstep.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.cli.Lockstep;

/** Whole runs give the same bits in the threads of one JVM and the processes of a cluster. */
@Timeout(300)
class SameBitsIT {
  private static final List<String> RUN =
      List.of(
          "train",
          "--preset",
          "digits",
          "--shards",
          "4",
          "--batch-size",
          "100",
          "--epochs",
          "4",
          "--dropout",
          "0.2",
          "--optimizer",
          "momentum",
          "--quiet");

  @Test
  void theModelFileIsTheSameOnOneToFourTasksAndOnTwoWorkers(@TempDir Path directory)
      throws Exception {
    byte[] expected = Files.readAllBytes(trainLocally(directory, 1));
    for (int tasks = 2; tasks <= 4; tasks++) {
      assertThat(Files.readAllBytes(trainLocally(directory, tasks)))
          .describedAs("model.npz of " + tasks + " tasks")
          .isEqualTo(expected);
    }
    try (MiniCluster cluster = MiniCluster.start(directory)) {
      Path output = directory.resolve("two workers");
      Outcome outcome = cluster.lockstep(arguments(output).toArray(String[]::new));
      assertThat(outcome.complaints()).isEmpty();
      assertThat(outcome.exitCode()).isZero();
      assertThat(Files.readAllBytes(output.resolve("model.npz")))
          .describedAs("model.npz of two workers")
          .isEqualTo(expected);
    }
  }

  private static Path trainLocally(Path directory, int tasks) {
    Path output = directory.resolve(tasks + " tasks");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + tasks + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    try (PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        PrintStream errors = new PrintStream(err, true, UTF_8)) {
      int code = Lockstep.run(nowhere, errors, arguments(output).toArray(String[]::new));
      assertThat(err.toString(UTF_8)).isEmpty();
      assertThat(code).isZero();
    } finally {
      spark.stop();
    }
    return output.resolve("model.npz");
  }

  private static List<String> arguments(Path output) {
    return Stream.concat(RUN.stream(), Stream.of("--output", output.toString())).toList();
  }
}
