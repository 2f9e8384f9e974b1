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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.spark.cli.Lockstep;

/**
 * One jar on the Spark versions in use: whole distributions, each started by its own {@code
 * spark-submit}. What they compute is compared with the Spark of this build, in this JVM.
 *
 * <p>Skipped with a message if {@code scripts/sparks-for-tests} has not installed them; {@code
 * LOCKSTEP_SPARKS=required} installs them.
 */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkVersionsIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Path JAR = Scripts.HOME.resolve("spark-job/target/lockstep-all.jar");
  private static final Path DIGITS =
      Scripts.HOME.resolve(
          "spark-job/src/main/resources/org/lockstep/spark/read/text/embedded/digits.csv");

  /** Few steps, since a Spark job per step is slow. */
  private static final List<String> SHORT =
      train("--batch-size 500 --epochs 2 --validation-fraction 0.1");

  /** Long enough to be interrupted. */
  private static final List<String> LONG =
      train("--batch-size 50 --epochs 300 --optimizer adam --dropout 0.2 --checkpoint-every 1s");

  private static final Pattern SPARKS_LOG = Pattern.compile("\\d\\d/\\d\\d/\\d\\d ");

  @TempDir static Path here;
  private static byte[] shortModel;
  private static byte[] longModel;
  private static Path savedPipeline;
  private static String mlOutput;
  private static Path mlJar;
  private static final Map<String, String> bitsOfSessions = new HashMap<>();

  private static List<String> train(String options) {
    List<String> words =
        new ArrayList<>(List.of("train", "--preset", "plain-sgd", "--data", DIGITS.toString()));
    words.addAll(List.of("--shards", "2"));
    words.addAll(List.of(options.split(" ", -1)));
    return List.copyOf(words);
  }

  static Stream<SparkDistribution> sparks() {
    return SparkDistribution.all().stream().skip(1);
  }

  @BeforeAll
  @Timeout(1800)
  static void prepareSparksAndExpectedResults() throws Exception {
    SparkDistribution.needAll();
    Configurator.setRootLevel(Level.OFF);
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    try {
      shortModel = trainHere(SHORT, here.resolve("short"));
      longModel = trainHere(LONG, here.resolve("long"));
      ByteArrayOutputStream told = new ByteArrayOutputStream();
      Path ml = here.resolve("ml");
      savedPipeline = ml.resolve("pipeline");
      try (PrintStream out = new PrintStream(told, true, UTF_8)) {
        MlProgram.run(spark, DIGITS.toString(), "none", ml.toString(), out);
      }
      mlOutput = told.toString(UTF_8);
    } finally {
      spark.stop();
    }
    mlJar = jarOf("MlProgram");
  }

  private static byte[] trainHere(List<String> command, Path output) throws IOException {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(told, true, UTF_8)) {
      int code = Lockstep.run(out, out, to(output, command).toArray(String[]::new));
      assertThat(code).as(told.toString(UTF_8)).isZero();
    }
    return Files.readAllBytes(output.resolve("model.npz"));
  }

  private static List<String> to(Path output, List<String> command) {
    return Stream.concat(command.stream(), Stream.of("--output", output.toString())).toList();
  }

  /** Makes a jar of a class of this package and its nested classes. */
  private static Path jarOf(String name) throws IOException {
    Path jar = here.resolve(name + ".jar");
    String room = SparkVersionsIT.class.getPackageName().replace('.', '/') + "/";
    Path classes = Path.of("target/test-classes").resolve(room);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        String entry = file.getFileName().toString();
        if (entry.equals(name + ".class") || entry.startsWith(name + "$")) {
          out.putNextEntry(new JarEntry(room + entry));
          out.write(Files.readAllBytes(file));
          out.closeEntry();
        }
      }
    }
    return jar;
  }

  private static List<String> lockstep(Path output, List<String> command, String... more) {
    List<String> words = new ArrayList<>(List.of(JAR.toString()));
    words.addAll(to(output, command));
    words.addAll(List.of(more));
    return words;
  }

  private static List<String> on(String master, String... more) {
    return Stream.concat(Stream.of("--master", master), Stream.of(more)).toList();
  }

  @ParameterizedTest
  @MethodSource("sparks")
  void everythingThatOurClassesCallExists(SparkDistribution spark) throws Exception {
    assertThat(Linkage.missing(JAR, spark.home())).isEmpty();
  }

  /** The first test, since it archives the classes that let the others start faster. */
  @Order(1)
  @ParameterizedTest
  @MethodSource("sparks")
  void aJobPerStepGivesTheSameBits(SparkDistribution spark, @TempDir Path directory)
      throws Exception {
    Path output = directory.resolve("run");
    Outcome outcome =
        spark.submitKeepingClasses(
            directory,
            on("local[2]"),
            lockstep(output, SHORT, "--engine", "job", "--quiet"),
            LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(output.resolve("model.npz")).hasBinaryContent(shortModel);
  }

  @ParameterizedTest
  @MethodSource("sparks")
  void aRunInterruptedOnTwoExecutorsAndResumedLocallyGivesTheSameBits(
      SparkDistribution spark, @TempDir Path directory) throws Exception {
    Path output = directory.resolve("run");
    List<String> command = lockstep(output, LONG, "--resume");
    List<String> cluster = on("local-cluster[2,1,512]", "--conf", "spark.executor.memory=512m");
    try (Running run = spark.submit(directory, cluster, command)) {
      run.awaitUntil("a checkpoint", LIMIT, () -> Files.isDirectory(output.resolve("checkpoints")));
      run.process().destroy(); // SIGTERM
      Outcome outcome = run.await(LIMIT);
      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(143);
      assertThat(outcome.stdout())
          .contains("2 tasks, resident engine")
          .contains("the same command with --resume continues");
    }
    try (Running run = spark.submit(directory, on("local[2]"), command)) {
      Outcome outcome = run.await(LIMIT);
      assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
      assertThat(outcome.stdout()).contains("Resuming  after step ");
    }
    assertThat(output.resolve("model.npz")).hasBinaryContent(longModel);
  }

  @ParameterizedTest
  @MethodSource("sparks")
  void aPipelineAndAGridGiveTheSameBitsAndLoadModelsOfAnotherSpark(
      SparkDistribution spark, @TempDir Path directory) throws Exception {
    List<String> application =
        List.of(
            mlJar.toString(),
            DIGITS.toString(),
            savedPipeline.toString(),
            directory.resolve("ml").toString());
    List<String> options =
        on(
            "local[2]",
            "--conf",
            "spark.sql.shuffle.partitions=2",
            "--jars",
            JAR.toString(),
            "--class",
            MlProgram.class.getName());
    try (Running run = spark.submit(directory, options, application)) {
      Outcome outcome = run.await(LIMIT);
      assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
      assertThat(outcome.stdout())
          .startsWith("loaded     ")
          .endsWith(mlOutput)
          .contains("pipeline   ");
      assertThat(word(outcome.stdout(), "loaded ", 1))
          .as("scores of the model that the Spark of this build saved")
          .isEqualTo(word(mlOutput, "pipeline ", 2));
    }
  }

  static Stream<Arguments> sessions() {
    return Stream.of(
        Arguments.of("one JVM", on("local[2]")),
        Arguments.of(
            "speculation",
            on(
                "local-cluster[2,1,600]",
                "--conf",
                "spark.executor.memory=600m",
                "--conf",
                "spark.speculation=true",
                "--conf",
                "spark.speculation.multiplier=1.01",
                "--conf",
                "spark.speculation.interval=10ms")),
        Arguments.of(
            "executors that come when they are needed",
            on(
                "local-cluster[2,1,600]",
                "--conf",
                "spark.executor.memory=600m",
                "--conf",
                "spark.dynamicAllocation.enabled=true",
                "--conf",
                "spark.dynamicAllocation.shuffleTracking.enabled=true",
                "--conf",
                "spark.dynamicAllocation.minExecutors=0",
                "--conf",
                "spark.dynamicAllocation.maxExecutors=2",
                "--conf",
                "spark.dynamicAllocation.executorIdleTimeout=5s")));
  }

  /** On the oldest version, whose long-term releases most people use. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("sessions")
  void aSessionSurvivesFitsAndEndsByItself(
      String name, List<String> options, @TempDir Path directory) throws Exception {
    SparkDistribution spark = sparks().findFirst().orElseThrow();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--conf", "spark.sql.shuffle.partitions=2", "--jars", JAR.toString()));
    all.addAll(List.of("--class", SessionProgram.class.getName()));
    List<String> application = List.of(jarOf("SessionProgram").toString(), DIGITS.toString());
    try (Running run = spark.submit(directory, all, application)) {
      run.awaitUntil("the end of main", LIMIT, () -> hasSaid(run, "done true"));
      Outcome outcome = run.await(Duration.ofSeconds(30)); // nobody has stopped the session
      assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
      assertThat(outcome.stdout().lines())
          .as(outcome.toString())
          .contains("metrics true", "scores true")
          .contains("stopped [the DataFrame] expected a running session but found a stopped one");
      assertThat(word(outcome.stdout(), "again ", 1)).isEqualTo(word(outcome.stdout(), "bits ", 1));
      assertThat(bitsOfSessions.computeIfAbsent("bits", any -> word(outcome.stdout(), "bits ", 1)))
          .isEqualTo(word(outcome.stdout(), "bits ", 1));
    }
  }

  private static boolean hasSaid(Running run, String text) {
    try {
      return run.stdout().contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A word of the first line with this beginning. */
  private static String word(String lines, String begin, int index) {
    String line = lines.lines().filter(text -> text.startsWith(begin)).findFirst().orElseThrow();
    return line.split(" +", -1)[index];
  }

  @Test
  void aTooOldSparkIsReportedInOneLine(@TempDir Path directory) throws Exception {
    SparkDistribution old = SparkDistribution.all().get(0);
    try (Running run =
        old.submit(directory, on("local[2]"), lockstep(directory.resolve("run"), SHORT))) {
      Outcome outcome = run.await(LIMIT);
      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(3);
      assertThat(outcome.stdout()).isEmpty();
      assertThat(outcome.stderr().lines().filter(line -> !SPARKS_LOG.matcher(line).lookingAt()))
          .containsExactly(
              "lockstep: [Spark "
                  + old.version()
                  + "] expected Spark 4.0 or newer with Scala 2.13 but found Spark "
                  + old.version()
                  + " with Scala 2.12.18");
    }
    assertThat(directory.resolve("run")).doesNotExist();
  }
}
