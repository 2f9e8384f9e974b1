package org.lockstep.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.text.Text;
import org.lockstep.spark.cli.Lockstep;
import org.lockstep.spark.testing.WholeRun;

/** Drivers in separate processes, killed or asked to end; the same command continues the run. */
@Timeout(300)
class LostDriverIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int EPOCHS = 2000;

  /** Some seconds of training. */
  private static final List<String> RUN =
      List.of(
          "train",
          "--preset",
          "digits",
          "--shards",
          "2",
          "--batch-size",
          "50",
          "--dropout",
          "0.2",
          "--optimizer",
          "adam",
          "--learning-rate",
          "0.0003",
          "--validation-fraction",
          "0.1",
          "--checkpoint-every",
          "1s",
          "--resume");

  @TempDir static Path here;
  private static byte[] expected;

  @BeforeAll
  static void undisturbed() throws IOException {
    SparkSession spark = session();
    try {
      train(here.resolve("undisturbed"));
    } finally {
      spark.stop();
    }
    expected = Files.readAllBytes(here.resolve("undisturbed/model.npz"));
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  private static void train(Path output) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(told, true, UTF_8)) {
      int code = Lockstep.run(out, out, arguments(output, EPOCHS).toArray(String[]::new));
      assertThat(code).as(told.toString(UTF_8)).isZero();
    }
  }

  private static List<String> arguments(Path output, int epochs) {
    return Stream.concat(
            RUN.stream(),
            Stream.of("--epochs", Integer.toString(epochs), "--output", output.toString()))
        .toList();
  }

  private static Running start(Path directory, int epochs) throws IOException {
    return start(directory, epochs, Map.of());
  }

  private static Running start(Path directory, int epochs, Map<String, String> environment)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--master", "local[2]"));
    arguments.addAll(arguments(directory.resolve("run"), epochs));
    return new Scripts(directory, directory)
        .start("lockstep", environment, arguments.toArray(String[]::new));
  }

  /** The driver's JVM: the script's own process or a descendant of it. */
  private static ProcessHandle driver(Running run) throws Exception {
    run.awaitUntil("a JVM", LIMIT, () -> jvm(run).isPresent());
    return jvm(run).orElseThrow();
  }

  private static Optional<ProcessHandle> jvm(Running run) {
    ProcessHandle script = run.process().toHandle();
    return Stream.concat(Stream.of(script), script.descendants())
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .reduce((first, last) -> last);
  }

  private static boolean holds(Path directory, String part, String name) {
    Path folder = directory.resolve("run").resolve(part);
    try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(name));
    } catch (IOException e) {
      return false; // a file was deleted during the listing
    }
  }

  private static void assertSameAsUndisturbed(Path directory) throws IOException {
    Path run = directory.resolve("run");
    assertThat(Files.readAllBytes(run.resolve("model.npz"))).isEqualTo(expected);
    WholeRun.assertWhole(run, EPOCHS);
  }

  @Test
  void aDriverKilledAtAnyMomentResumesToTheSameBits(@TempDir Path directory) throws Exception {
    kill(directory, 0, run -> holds(directory, "", "run.json")); // before the first checkpoint
    long seed = System.nanoTime();
    Random random = new Random(seed);
    System.out.println("killed after times by the seed " + seed);
    kill(directory, random.nextInt(1500), run -> holds(directory, "checkpoints", "checkpoint-"));
    kill(directory, random.nextInt(1500), run -> said(run).contains("Resuming  after step "));
    try (Running run = start(directory, EPOCHS)) {
      Outcome outcome = run.await(LIMIT);
      assertThat(outcome.complaints()).isEmpty();
      assertThat(outcome.stdout())
          .contains("ended without releasing its lock: taking its place")
          .contains("Resuming  after step ");
      assertThat(outcome.exitCode()).isZero();
    }
    assertSameAsUndisturbed(directory);
  }

  @Test
  void aDriverKilledOnAnArabicMachineResumesToTheSameBits(@TempDir Path directory)
      throws Exception {
    Map<String, String> arabic =
        Map.of("SPARK_SUBMIT_OPTS", Scripts.SHORT_LIVED + " -Duser.language=ar -Duser.country=EG");
    kill(directory, arabic, 0, run -> holds(directory, "checkpoints", "checkpoint-0"));
    try (Running run = start(directory, EPOCHS, arabic)) {
      Outcome outcome = run.await(LIMIT);
      assertThat(outcome.complaints()).isEmpty();
      assertThat(outcome.stdout())
          .contains("Resuming  after step ")
          .contains("completed: all 2000 epochs done")
          .doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
      assertThat(outcome.exitCode()).isZero();
    }
    assertSameAsUndisturbed(directory);
    assertThat(Files.readAllBytes(directory.resolve("run/loss.png")))
        .isEqualTo(Files.readAllBytes(here.resolve("undisturbed/loss.png")));
  }

  private static void kill(Path directory, int millis, Predicate<Running> moment) throws Exception {
    kill(directory, Map.of(), millis, moment);
  }

  /** Starts the command, and kills its driver some milliseconds after a moment. */
  private static void kill(
      Path directory, Map<String, String> environment, int millis, Predicate<Running> moment)
      throws Exception {
    try (Running run = start(directory, EPOCHS, environment)) {
      run.awaitUntil("the moment to kill it", LIMIT, () -> moment.test(run));
      run.process().waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
      assertThat(driver(run).destroyForcibly()).isTrue();
      assertThat(run.await(LIMIT).exitCode()).isNotZero();
    }
  }

  private static String said(Running run) {
    try {
      return run.stdout();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSecondDriverIsRefusedAndToldWhoHoldsTheDirectory(@TempDir Path directory) throws Exception {
    try (Running run = start(directory, 1_000_000)) {
      run.awaitUntil("a row in the log", LIMIT, () -> holds(directory, "log", "epochs-"));
      long pid = driver(run).pid();
      try (Running second = start(directory, 1_000_000)) {
        Outcome outcome = second.await(LIMIT);
        assertThat(outcome.complaints())
            .as(outcome.toString())
            .startsWith(
                "lockstep: ["
                    + directory.resolve("run")
                    + "] expected a directory that no other run writes to but found that ")
            .contains("(pid " + pid + ", application local-")
            .hasLineCount(1);
        assertThat(outcome.exitCode()).isEqualTo(3);
      }
      assertThat(run.process().isAlive()).isTrue();
    }
  }

  @Test
  void aDriverThatIsAskedToEndLeavesACheckpoint(@TempDir Path directory) throws Exception {
    long stoppedBefore;
    try (Running run = start(directory, EPOCHS)) {
      run.awaitUntil("an epoch", LIMIT, () -> holds(directory, "checkpoints", "checkpoint-"));
      assertThat(driver(run).destroy()).isTrue(); // SIGTERM
      Outcome outcome = run.await(LIMIT);
      assertThat(outcome.exitCode()).isEqualTo(143);
      Matcher stopped =
          Pattern.compile(
                  "stopped before step (\\d+) \\(epoch \\d+\\): the same command with --resume"
                      + " continues")
              .matcher(outcome.stdout());
      assertThat(stopped.find()).as(outcome.toString()).isTrue();
      stoppedBefore = Long.parseLong(stopped.group(1));
      assertThat(Files.readString(directory.resolve("run/run.json"))).contains("\"stopped\"");
      assertThat(directory.resolve("run/lock.json")).doesNotExist();
      assertThat(
              holds(directory, "checkpoints", Text.format("checkpoint-%012d-", stoppedBefore - 1)))
          .as("a checkpoint of its own")
          .isTrue();
    }
    try (Running run = start(directory, EPOCHS)) {
      Outcome outcome = run.await(LIMIT);
      assertThat(outcome).extracting(Outcome::exitCode, Outcome::stderr).containsExactly(0, "");
      assertThat(outcome.stdout())
          .contains(Text.format("Resuming  after step %,d ", stoppedBefore - 1));
    }
    assertSameAsUndisturbed(directory);
  }
}
