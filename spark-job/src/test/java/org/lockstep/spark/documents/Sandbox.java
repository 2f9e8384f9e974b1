package org.lockstep.spark.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.lockstep.model.python.TestPython;
import org.lockstep.spark.cluster.Outcome;
import org.lockstep.spark.cluster.Running;

/**
 * A directory in which a real shell runs examples. It has the files that the documents name, and
 * its {@code scripts/lockstep}, {@code spark-submit} and {@code spark-sql} hand their words to a
 * {@link CommandServer}, so that one JVM runs all of them.
 */
final class Sandbox implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** What {@code keytool} asks for, and again. */
  private static final String TYPED = "changeit\nchangeit\n";

  private static final String HAND_OVER =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      printf '%s\\0' "${0##*/}" "$@" >"$PIPES/request"
      read -r code <"$PIPES/answer"
      cat "$PIPES/out"
      cat "$PIPES/err" >&2
      exit "$code"
      """;

  /** The runs that the documents take for granted: a reader has trained them on another page. */
  private static final Map<String, String> RUNS =
      Map.of(
          "runs/digits", "--preset digits --epochs 30",
          "runs/iris", "--data iris-by-name.csv --target species --drop id --epochs 20",
          "runs/churn",
              "--data churn.csv --target churned --features age,town,joined --test-fraction 0.2"
                  + " --epochs 20");

  private final Path directory;
  private final Path kept;
  private final Path programs;
  private final Path pipes;
  private final Path logs;
  private final Running server;
  private int commands;

  private Sandbox(Path folder) throws IOException, InterruptedException {
    directory = Files.createDirectory(folder.resolve("sandbox"));
    kept = folder.resolve("kept");
    programs = Files.createDirectory(folder.resolve("programs"));
    pipes = Files.createDirectory(folder.resolve("pipes"));
    logs = Files.createDirectory(folder.resolve("logs"));
    for (Path program :
        List.of(
            Files.createDirectory(directory.resolve("scripts")).resolve("lockstep"),
            programs.resolve("spark-submit"),
            programs.resolve("spark-sql"),
            programs.resolve("sql"),
            programs.resolve("java-example"))) {
      Files.writeString(program, HAND_OVER);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    for (String pipe : List.of(CommandServer.REQUEST, CommandServer.ANSWER)) {
      Process made = new ProcessBuilder("mkfifo", pipes.resolve(pipe).toString()).start();
      assertThat(made.waitFor()).isZero();
    }
    ExampleFiles.write(directory);
    server = Running.start("server", serverIn(folder), logs);
  }

  /** Starts one in an empty folder. */
  static Sandbox start(Path folder) throws IOException, InterruptedException {
    Sandbox sandbox = new Sandbox(folder);
    try {
      sandbox.train();
      return sandbox;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      sandbox.close();
      throw e;
    }
  }

  private ProcessBuilder serverIn(Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of(
            "-Xmx2g",
            "-XX:TieredStopAtLevel=1",
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.sql.shuffle.partitions=2",
            "-Dspark.log.level=OFF",
            "-Dspark.local.dir=" + folder.resolve("local"),
            "-Dspark.sql.warehouse.dir=" + folder.resolve("warehouse"),
            "-Dspark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension,"
                + "org.lockstep.spark.ml.LockstepExtensions",
            "-Dspark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog",
            "-cp",
            System.getProperty("java.class.path"),
            CommandServer.class.getName(),
            pipes.toString()));
    return new ProcessBuilder(command).directory(directory.toFile());
  }

  private void train() throws IOException, InterruptedException {
    for (Map.Entry<String, String> run : RUNS.entrySet()) {
      Outcome outcome =
          shell("scripts/lockstep train " + run.getValue() + " --output " + run.getKey());
      assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    }
    for (String saved : List.of("models/iris", "hdfs/models/iris")) {
      copy(directory.resolve("runs/iris"), directory.resolve(saved));
    }
    Files.createDirectory(kept);
    copy(directory, kept);
  }

  /**
   * Puts all files back to what they were, with those of the runs that the text takes for granted:
   * it names them elsewhere than as an output.
   */
  void reset(String text) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        delete(file);
      }
    }
    copy(kept, directory);
    for (String run : RUNS.keySet()) {
      if (!text.replace("--output " + run, "").contains(run)) {
        delete(directory.resolve(run));
      }
    }
  }

  /** Runs a line of the shell. */
  Outcome shell(String line) throws IOException, InterruptedException {
    return run(List.of("bash", "-euo", "pipefail", "-c", line));
  }

  /** Runs a statement of SQL. */
  Outcome sql(String statement) throws IOException, InterruptedException {
    return run(List.of(programs.resolve("sql").toString(), statement));
  }

  /** Runs a class that {@link JavaExample} has compiled. */
  Outcome java(Path classes, String name) throws IOException, InterruptedException {
    return run(List.of(programs.resolve("java-example").toString(), classes.toString(), name));
  }

  /** Runs a program of Python. */
  Outcome python(String program) throws IOException, InterruptedException {
    return run(List.of(TestPython.program(), "-c", program));
  }

  private Outcome run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> variables = builder.environment();
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    variables.put(
        "PATH", String.join(File.pathSeparator, programs.toString(), java, variables.get("PATH")));
    variables.put("PIPES", pipes.toString());
    variables.put("PYTHONPATH", org.lockstep.model.documents.CodeBlock.HOME + "/python/src");
    try (Running running = Running.start("command-" + commands++, builder, logs)) {
      try (OutputStream in = running.process().getOutputStream()) {
        in.write(TYPED.getBytes(UTF_8));
      } catch (IOException e) {
        // It did not ask for anything, and has ended.
      }
      running.awaitUntil(
          "an end", LIMIT, () -> !running.process().isAlive() || !server.process().isAlive());
      assertThat(server.process().isAlive()).as("%s", server.stderr()).isTrue();
      return running.await(LIMIT);
    }
  }

  /** A file of the sandbox. */
  Path resolve(String name) {
    return directory.resolve(name);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        if (!Files.isDirectory(copy)) {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
