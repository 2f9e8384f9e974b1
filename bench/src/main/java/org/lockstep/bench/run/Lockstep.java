package org.lockstep.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lockstep as its users run it: {@code scripts/lockstep}, with a separate process for every run.
 *
 * @param home the clone
 * @param commands runs processes
 */
public record Lockstep(Path home, Commands commands) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TRAINING_TIME =
      Pattern.compile("train loss .* in ([0-9.]+) s|trials in .* and ([0-9]+) s");

  /** The score of a search's best trial, and of its members if it has any. */
  private static final Pattern ON_TEST_ROWS =
      Pattern.compile("on test rows, [^:]*: [^,]*, ([^;\\s]+)(?:.* members (\\S+))?");

  /** The launcher built everything before the first run; checking again would cost time. */
  private static final Map<String, String> BUILT = Map.of("LOCKSTEP_NO_BUILD", "1");

  /**
   * Trains, and reads the log.
   *
   * @param arguments those of {@code train}, without the output directory
   */
  public TrainingLog train(Master master, List<String> arguments) {
    Path output = commands.directory().resolve("run");
    List<String> all = new ArrayList<>(List.of("train"));
    if (!arguments.contains("--preset")) {
      all.addAll(List.of("--preset", "plain-sgd")); // all given epochs, over all rows
    }
    all.addAll(arguments);
    all.addAll(List.of("--output", output.toString(), "--overwrite"));
    run(master, all);
    return TrainingLog.read(output, blasOf(output));
  }

  /**
   * The result of a training.
   *
   * @param score accuracy, or R², on the test rows
   * @param trainingSeconds the seconds of its epochs
   * @param seconds from the command to the prompt
   */
  public record Judged(double score, double trainingSeconds, double seconds) {}

  /**
   * Trains, or searches, and judges the model on the test rows.
   *
   * @param command {@code train} or {@code tune} and its options, without the output directory
   */
  public Judged judge(Master master, List<String> command) {
    Path output = commands.directory().resolve("run");
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--output", output.toString(), "--overwrite"));
    Commands.Finished finished = run(master, all);
    Matcher training = TRAINING_TIME.matcher(finished.out());
    if (!training.find()) {
      throw new BenchException(command.get(0) + " did not say how long it took");
    }
    double seconds =
        Double.parseDouble(training.group(1) == null ? training.group(2) : training.group(1));
    double score =
        command.get(0).equals("tune") ? searched(finished.out()) : trained(record(output));
    return new Judged(score, seconds, finished.seconds());
  }

  private static double trained(JsonNode record) {
    JsonNode end = record.path("final");
    return (end.has("test_r2") ? end.path("test_r2") : end.path("test_accuracy")).asDouble();
  }

  private static double searched(String out) {
    Matcher score = ON_TEST_ROWS.matcher(out);
    if (!score.find()) {
      throw new BenchException("tune did not say what the best is worth on test rows");
    }
    return Double.parseDouble(score.group(score.group(2) == null ? 1 : 2));
  }

  /** Seconds from the command to the prompt. */
  public double wallSeconds(Master master, List<String> arguments) {
    return run(master, arguments).seconds();
  }

  /**
   * Runs another main class in the JVM that {@code scripts/lockstep} starts: with the same memory,
   * options, class path and BLAS as ours.
   */
  public Results main(Master master, Class<?> main, List<String> arguments) {
    Master other =
        master.with(
            "--class",
            main.getName(),
            "--jars",
            home.resolve("bench/target/lockstep-bench.jar").toString());
    return Results.of(run(other, arguments).out());
  }

  /** The title, as in {@code Lockstep 0.1.0}. */
  public String title() {
    Path jar = home.resolve("spark-job/target/lockstep.jar");
    try (JarFile file = new JarFile(jar.toFile())) {
      return "Lockstep "
          + file.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    } catch (IOException e) {
      throw new BenchException("[" + jar + "] cannot be read: " + e.getMessage(), e);
    }
  }

  /** What a run computed with, as in {@code OpenBLAS 0.3.31 (bundled), SkylakeX kernel}. */
  public static String blasOf(Path run) {
    Set<String> blases = new LinkedHashSet<>();
    for (JsonNode host : record(run).path("hosts")) {
      String kernel = host.path("kernel").asText();
      blases.add(host.path("blas").asText() + (kernel.isEmpty() ? "" : ", " + kernel));
    }
    return String.join("; ", blases);
  }

  private static JsonNode record(Path run) {
    try {
      return JSON.readTree(run.resolve("run.json").toFile());
    } catch (IOException e) {
      throw new BenchException("[" + run + "] run.json cannot be read: " + e.getMessage(), e);
    }
  }

  private Commands.Finished run(Master master, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("scripts/lockstep").toString());
    command.addAll(master.options());
    command.addAll(arguments);
    return commands.run(command, BUILT);
  }
}
