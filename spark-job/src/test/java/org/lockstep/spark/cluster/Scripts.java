package org.lockstep.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the scripts of a clone as a user does: as processes, with their own environment.
 *
 * <p>The environment is the test's, without what would change Spark's behaviour, plus {@code
 * LOCKSTEP_NO_BUILD}: the jar is the one that this build has just packaged.
 */
public final class Scripts {
  /** The root of the project. Tests run in the directory of their module. */
  public static final Path HOME = Path.of("").toAbsolutePath().getParent();

  /** For JVMs that end before the second compiler pays off. */
  static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path clone;
  private final Path directory;
  private final Path logs;

  /** The scripts of this project, run in {@code directory}, with their output in {@code logs}. */
  public Scripts(Path directory, Path logs) {
    this(HOME, directory, logs);
  }

  /** The scripts of another clone. */
  public Scripts(Path clone, Path directory, Path logs) {
    this.clone = clone;
    this.directory = directory;
    this.logs = logs;
  }

  /** Runs {@code scripts/lockstep} to its end. */
  public Outcome lockstep(String... arguments) throws IOException, InterruptedException {
    return run("lockstep", Map.of(), arguments);
  }

  /** Runs a script to its end; an empty value removes the variable from its environment. */
  public Outcome run(String script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    try (Running running = start(script, environment, arguments)) {
      running.process().getOutputStream().close();
      return running.await(LIMIT);
    }
  }

  /** Starts a script. */
  public Running start(String script, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(clone.resolve("scripts").resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> variables = builder.environment();
    clean(variables);
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("LOCKSTEP_NO_BUILD", "1");
    variables.put("SPARK_SUBMIT_OPTS", SHORT_LIVED);
    environment.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            variables.remove(key);
          } else {
            variables.put(key, value);
          }
        });
    return Running.start(
        Files.createTempDirectory(logs, script).getFileName().toString(), builder, logs);
  }

  /**
   * Removes the settings of this machine's user for Spark and Hadoop, and the options for Maven's
   * JVM.
   */
  static void clean(Map<String, String> variables) {
    variables
        .keySet()
        .removeIf(
            key ->
                key.startsWith("SPARK_")
                    || key.startsWith("HADOOP_")
                    || key.startsWith("LOCKSTEP_")
                    || key.equals("MASTER")
                    || key.equals("COLUMNS")
                    || key.startsWith("MAVEN_"));
  }
}
