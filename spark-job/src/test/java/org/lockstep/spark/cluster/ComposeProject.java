package org.lockstep.spark.cluster;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code docker-compose.yml} in its own directory, as in a clone: with the files that it mounts,
 * and with the results in it. If the official images are not on this machine, the tests' stand-ins
 * take their place, through a second file that only names images.
 */
final class ComposeProject {
  static final String JAR = "spark-job/target/lockstep-all.jar";
  private static final Path FILE = Scripts.HOME.resolve("docker-compose.yml");
  private static final Duration LIMIT = Duration.ofMinutes(8); // for a busy machine

  private final String name;
  private final Path directory;
  private final Path logs;

  /** A project of this name, still without the jar. */
  ComposeProject(String name, Path directory) throws IOException {
    this.name = name;
    this.directory = Files.createDirectories(directory.resolve(name));
    logs = Files.createDirectories(directory.resolve(name + "-logs"));
    Files.createDirectories(this.directory.resolve("scripts"));
    for (String script : List.of("scripts/keep-runs", "scripts/log4j2.properties")) {
      Files.copy(Scripts.HOME.resolve(script), this.directory.resolve(script));
    }
  }

  /**
   * Skips the test with a message if no engine answers; with {@code LOCKSTEP_COMPOSE=required} it
   * fails instead.
   */
  static void assumeEngine() throws IOException, InterruptedException {
    String missing =
        "no Docker engine with Compose 2.20 or newer answers: skipping the test of"
            + " docker-compose.yml";
    boolean isThere = answers("docker", "version") && answers("docker", "compose", "version");
    if ("required".equals(System.getenv("LOCKSTEP_COMPOSE"))) {
      assertThat(isThere).as(missing).isTrue();
    }
    if (!isThere) {
      System.err.println("WARNING: " + missing);
    }
    assumeThat(isThere).as(missing).isTrue();
  }

  private static boolean answers(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  /** Puts the jar of this build where the file expects it. */
  void addJar() throws IOException {
    Files.createDirectories(directory.resolve(JAR).getParent());
    Files.copy(Scripts.HOME.resolve(JAR), directory.resolve(JAR));
  }

  /** Builds stand-ins for missing images. */
  void findImages() throws IOException, InterruptedException {
    StringBuilder images = new StringBuilder("services:\n");
    for (Map.Entry<String, JsonNode> service : services().properties()) {
      String image = service.getValue().get("image").asText();
      if (!answers("docker", "image", "inspect", image)) {
        String standIn = "lockstep-test/" + image.replaceAll("apache/|:.*", "");
        images.append("  " + service.getKey() + ":\n    image: " + standIn + "\n");
      }
    }
    if (images.indexOf("lockstep-test") > 0) {
      Files.writeString(images(), images);
      run(List.of(Path.of("src/test/docker/images").toAbsolutePath().toString()));
    }
  }

  private Path images() {
    return directory.resolve("images.yml");
  }

  /** The services as Compose reads the file. */
  JsonNode services() throws IOException, InterruptedException {
    Outcome config = run(words("config", "--format", "json"));
    return new ObjectMapper().readTree(config.stdout()).get("services");
  }

  /** The directory that stands for the clone. */
  Path directory() {
    return directory;
  }

  /** Runs {@code docker compose}, which must succeed. */
  Outcome compose(List<String> arguments) throws IOException, InterruptedException {
    return run(words(arguments.toArray(String[]::new)));
  }

  /** Starts {@code docker compose}. */
  Running start(String... arguments) throws IOException {
    return start(words(arguments));
  }

  /** Runs {@code docker compose}, which may fail. */
  Outcome end(String... arguments) throws IOException, InterruptedException {
    try (Running running = start(arguments)) {
      return running.await(LIMIT);
    }
  }

  /** Runs a command in the directory, which must succeed. */
  Outcome run(List<String> command) throws IOException, InterruptedException {
    try (Running running = start(command)) {
      Outcome outcome = running.await(LIMIT);
      assertThat(outcome.exitCode()).as(command + " " + outcome).isZero();
      return outcome;
    }
  }

  /** Starts a bash command with these words as its arguments. */
  Running bash(String command, List<String> words) throws IOException {
    List<String> all = new ArrayList<>(List.of("bash", "-c", command, "bash"));
    all.addAll(words);
    return start(all);
  }

  /** The command line of {@code docker compose} for this project. */
  List<String> words(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker", "compose", "--ansi", "never"));
    command.addAll(List.of("-p", name, "--project-directory", directory.toString()));
    command.addAll(List.of("-f", FILE.toString()));
    if (Files.exists(images())) {
      command.addAll(List.of("-f", images().toString()));
    }
    command.addAll(List.of(arguments));
    return command;
  }

  private Running start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Scripts.clean(builder.environment());
    return Running.start(
        Files.createTempDirectory(logs, "run").getFileName().toString(), builder, logs);
  }

  /** The engine's containers and networks of this project, and all its volumes. */
  String leftovers() throws IOException, InterruptedException {
    String filter = "label=com.docker.compose.project=" + name;
    return Stream.of(
            List.of("docker", "ps", "-aq", "--filter", filter),
            List.of("docker", "network", "ls", "-q", "--filter", filter),
            List.of("docker", "volume", "ls", "-q"))
        .map(this::output)
        .collect(joining());
  }

  private String output(List<String> command) {
    try {
      return run(command).stdout();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
