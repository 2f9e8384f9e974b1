package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.WholeRun;

/**
 * Trainings with a disturbance. Whatever happens, they must end with the model file, to the bit, of
 * an undisturbed training on this machine.
 */
final class Disturbance {
  /** The limit of one wait, for a busy machine. */
  static final Duration LIMIT = Duration.ofMinutes(3);

  /** The engines, with enough epochs for some seconds. */
  enum Engine {
    RESIDENT(600),
    JOB(40);

    private final int epochs;

    Engine(int epochs) {
      this.epochs = epochs;
    }

    /** The value of {@code --engine}. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How the network is trained. */
  enum Rule {
    MOMENTUM("--optimizer momentum --dropout 0.2"),
    /** Needs several sums per step; does not stop before its last epoch. */
    LBFGS("--optimizer lbfgs --tol 0 --l2 0.001");

    private final String options;

    Rule(String options) {
      this.options = options;
    }

    private int epochs(Engine engine) {
      return this == LBFGS ? 40 : engine.epochs; // its steps are longer
    }
  }

  private final Path directory;
  private final Map<Rule, Map<Engine, byte[]>> expected = new EnumMap<>(Rule.class);
  private int runs;

  private Disturbance(Path directory) {
    this.directory = directory;
  }

  /** Trains undisturbed in local mode; no other session may exist in this JVM. */
  static Disturbance prepare(Path directory, Rule... rules) throws Exception {
    Disturbance disturbance = new Disturbance(directory);
    try (DriverHere local = DriverHere.local()) {
      for (Rule rule : rules) {
        Map<Engine, byte[]> models = new EnumMap<>(Engine.class);
        for (Engine engine : Engine.values()) {
          models.put(engine, disturbance.run(local, rule, engine, command -> {}).model);
        }
        disturbance.expected.put(rule, models);
      }
    }
    return disturbance;
  }

  /** Something that happens to a training after its first epoch. */
  interface Happening {
    void to(DriverHere.Command command) throws Exception;
  }

  /** How a training ended. */
  private static final class Ended {
    private final byte[] model;
    private final String said;

    Ended(byte[] model, String said) {
      this.model = model;
      this.said = said;
    }
  }

  /** Trains while something happens, compares the model, and returns the standard output. */
  String during(DriverHere driver, Engine engine, Happening happening) throws Exception {
    return during(driver, Rule.MOMENTUM, engine, happening);
  }

  /** The same with another optimizer. */
  String during(DriverHere driver, Rule rule, Engine engine, Happening happening) throws Exception {
    Ended ended = run(driver, rule, engine, happening);
    assertThat(ended.model)
        .describedAs("model.npz after\n" + ended.said)
        .isEqualTo(expected.get(rule).get(engine));
    return ended.said;
  }

  private Ended run(DriverHere driver, Rule rule, Engine engine, Happening happening)
      throws Exception {
    Path output = directory.resolve("run-" + runs++);
    String line =
        Text.format(
            "train --preset digits --shards 2 --hidden 200,100 --engine %s --epochs %d %s --output",
            engine.word(), rule.epochs(engine), rule.options);
    DriverHere.Command command =
        driver.start(
            Stream.concat(Stream.of(line.split(" ", -1)), Stream.of(output.toString()))
                .toArray(String[]::new));
    awaitEpochs(command, 1);
    happening.to(command);
    Outcome outcome = command.await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(outcome.stdout()).contains(engine.word() + " engine");
    assertThat(outcome.complaints()).isEmpty();
    WholeRun.assertWhole(output, rule.epochs(engine));
    return new Ended(Files.readAllBytes(output.resolve("model.npz")), outcome.stdout());
  }

  /** Waits until the command has printed this many more epochs. */
  static void awaitEpochs(DriverHere.Command command, int more) throws Exception {
    long wanted = epochs(command) + more;
    command.awaitUntil(more + " epochs more", LIMIT, () -> epochs(command) >= wanted);
  }

  private static long epochs(DriverHere.Command command) {
    return command.stdout().lines().filter(line -> line.startsWith("epoch ")).count();
  }

  /** The lines that begin with "Note", without that word. */
  static Stream<String> notes(String said) {
    return said.lines().filter(line -> line.startsWith("Note ")).map(line -> line.substring(10));
  }

  /** Sends a signal: {@code -STOP}, {@code -CONT}, {@code -PWR}. */
  static void signal(String signal, ProcessHandle process) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
