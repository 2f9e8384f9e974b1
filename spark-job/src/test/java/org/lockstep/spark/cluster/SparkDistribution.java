package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A complete Spark distribution, one of those that {@code scripts/sparks-for-tests} installs.
 *
 * @param version such as 4.0.5
 * @param home the directory for {@code SPARK_HOME}
 */
record SparkDistribution(String version, Path home) {
  private static final Duration FETCHING = Duration.ofMinutes(25);

  /** All distributions, the one that is too old first, whether installed or not. */
  static List<SparkDistribution> all() {
    try {
      return run("list").lines().map(SparkDistribution::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static SparkDistribution of(String line) {
    int space = line.indexOf(' ');
    return new SparkDistribution(line.substring(0, space), Path.of(line.substring(space + 1)));
  }

  /**
   * Installs all of them if the environment requires them; otherwise skips the tests with a message
   * if one is absent.
   */
  static void needAll() throws IOException, InterruptedException {
    if ("required".equals(System.getenv("LOCKSTEP_SPARKS"))) {
      run();
    }
    for (SparkDistribution spark : all()) {
      if (!Files.isDirectory(spark.home)) {
        String line = "no Spark " + spark.version + " here; scripts/sparks-for-tests brings it";
        System.err.println("SKIPPED: " + line);
        Assumptions.abort(line);
      }
    }
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    Path logs = Files.createTempDirectory("sparks");
    try (Running running = new Scripts(logs, logs).start("sparks-for-tests", Map.of(), arguments)) {
      Outcome outcome = running.await(FETCHING);
      assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
      return outcome.stdout();
    }
  }

  /** Starts its {@code spark-submit} in a directory, which gets the output too. */
  Running submit(Path directory, List<String> sparkOptions, List<String> application)
      throws IOException {
    return submit(directory, sparkOptions, application, fastStart());
  }

  /**
   * The same, run to its end. It archives the classes that it used for all later drivers and
   * executors; this costs the time of a run once and halves that of each later run.
   */
  Outcome submitKeepingClasses(
      Path directory, List<String> sparkOptions, List<String> application, Duration limit)
      throws IOException, InterruptedException {
    Path unfinished = directory.resolve("classes.jsa");
    String options =
        Files.exists(classes())
            ? fastStart()
            : "\"-XX:ArchiveClassesAtExit=" + unfinished + "\" -Xlog:disable";
    try (Running run = submit(directory, sparkOptions, application, options)) {
      Outcome outcome = run.await(limit);
      if (Files.exists(unfinished)) {
        Files.move(unfinished, classes());
      }
      return outcome;
    }
  }

  private Path classes() {
    return home.resolve("classes-" + System.getProperty("java.version") + ".jsa");
  }

  private String fastStart() {
    return Files.exists(classes())
        ? "\"-XX:SharedArchiveFile=" + classes() + "\" -Xlog:cds*=off"
        : "";
  }

  private Running submit(
      Path directory, List<String> sparkOptions, List<String> application, String driverOptions)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/spark-submit").toString());
    command.addAll(List.of("--conf", "spark.ui.enabled=false", "--driver-memory", "1g"));
    command.add("--conf");
    command.add("spark.executor.extraJavaOptions=" + Scripts.SHORT_LIVED + " " + fastStart());
    command.addAll(sparkOptions);
    command.addAll(application);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> variables = builder.environment();
    Scripts.clean(variables);
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("SPARK_LOCAL_IP", "127.0.0.1");
    variables.put("SPARK_SUBMIT_OPTS", Scripts.SHORT_LIVED + " " + driverOptions);
    return Running.start(
        Files.createTempDirectory(directory, "submit").getFileName().toString(),
        builder,
        directory);
  }

  @Override
  public String toString() {
    return "Spark " + version;
  }
}
