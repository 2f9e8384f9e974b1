package org.lockstep.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.NamesHere;

/** {@code scripts/lockstep} passes a command to Spark's own launcher unchanged. */
@Timeout(180)
class LauncherIT {
  @TempDir Path temp;
  private Path directory;
  private Scripts scripts;

  @BeforeEach
  void useADirectoryWithSpaces() throws IOException {
    directory = Files.createDirectories(temp.resolve("a user's directory"));
    scripts = new Scripts(directory, temp);
  }

  @Test
  void everyArgumentArrivesUnchanged() throws Exception {
    assertThat(probe("arguments", "two words", "", "*", "--conf", "a=b", "--", "$HOME"))
        .isEqualTo(new Outcome(0, "[arguments, two words, , *, --conf, a=b, --, $HOME]\n", ""));
  }

  /** As in cron, in containers, and by ssh on a machine that lacks the user's locale. */
  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LC_ALL=xx_XX.UTF-8", "LC_TIME=xx_XX.UTF-8"})
  void namesArriveUnchangedWithoutAUtf8Locale(String locale) throws Exception {
    NamesHere.assume("ä, 左");
    String[] variable = locale.split("=", -1);
    Map<String, String> environment = Map.of(variable[0], variable[1]);
    // On stderr the shell itself can complain about a missing locale.
    assertThat(probe(environment, List.of(), "arguments", "ä", "左").stdout())
        .isEqualTo("[arguments, ä, 左]\n");
  }

  /** Java passes on the messages. Tests something only if the system has the German ones. */
  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL", "LC_MESSAGES", "LANG"})
  void theSystemsMessagesAreEnglishAndNamesArriveUnchanged(String variable) throws Exception {
    NamesHere.assume("ä");
    Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "", "LANGUAGE", "de"));
    environment.put(variable, "C.UTF-8");
    assertThat(probe(environment, List.of(), "absent", "ä"))
        .isEqualTo(new Outcome(0, "ä (No such file or directory)\n", ""));
  }

  @Test
  void withoutAUtf8LocaleTwoRunsHaveTwoDirectories() throws Exception {
    NamesHere.assume("ä, ö");
    Map<String, String> environment = Map.of("LC_ALL", "C");
    for (String output : List.of("äa", "öa")) {
      Outcome outcome =
          scripts.run(
              "lockstep", environment, "train", "--epochs", "1", "--output", output, "--quiet");
      assertThat(outcome.exitCode()).as("%s", outcome).isZero();
      assertThat(directory.resolve(output).resolve("model.npz")).exists();
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedInOneLine() throws Exception {
    assertThat(shell("exec \"$0\" train --output $'\\xe4a'"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "lockstep: [\uFFFDa] expected text in UTF-8 but found other bytes; the"
                    + " locale sets the charset (LC_ALL)\n"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aSparkSessionStartsInLocalModeAndPrintsNothingOnStderr() throws Exception {
    assertThat(probe("sum")).isEqualTo(new Outcome(0, "499500\n", ""));
  }

  @Test
  void theProgramRunsInTheDirectoryOfTheUser() throws Exception {
    assertThat(probe("directory").stdout()).isEqualTo(directory.toRealPath() + "\n");
  }

  @Test
  void aSparkOptionReachesTheDriver() throws Exception {
    assertThat(probe(List.of("--conf", "spark.some.key=some value"), "conf", "spark.some.key"))
        .isEqualTo(new Outcome(0, "some value\n", ""));
  }

  @Test
  void theUsersConfigurationDirectoryIsHonoured() throws Exception {
    Path conf = Files.createDirectory(temp.resolve("conf dir"));
    Files.writeString(
        conf.resolve("spark-defaults.conf"),
        "spark.some.key  from-defaults\nspark.driver.memory 1100m\n");
    Files.writeString(
        conf.resolve("spark-env.sh"),
        "SOME_VARIABLE=1\nSPARK_SUBMIT_OPTS=-Dspark.other.key=from-env\n");
    Map<String, String> environment = Map.of("SPARK_CONF_DIR", conf.toString());
    Outcome outcome =
        probe(
            environment,
            List.of(),
            "conf",
            "spark.some.key",
            "spark.other.key",
            "spark.driver.memory");
    assertThat(outcome.stdout()).isEqualTo("from-defaults\nfrom-env\n1100m\n");
  }

  @Test
  void theJdkNamedInSparkEnvRuns() throws Exception {
    Path conf = sparkEnv(temp.resolve("conf"), Path.of(System.getProperty("java.home")));
    Map<String, String> environment =
        Map.of("SPARK_CONF_DIR", conf.toString(), "JAVA_HOME", "/nowhere");
    assertThat(probe(environment, List.of(), "arguments"))
        .isEqualTo(new Outcome(0, "[arguments]\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SPARK_CONF_DIR", "SPARK_HOME"})
  void anUnsupportedJdkNamedInSparkEnvIsRefused(String variable) throws Exception {
    Path jdk = Files.createDirectories(temp.resolve("jdk-25/bin")).getParent();
    executable(jdk.resolve("bin/java"), "echo 'openjdk version \"25.0.1\"' >&2");
    Path spark = Files.createDirectories(temp.resolve("spark/bin")).getParent();
    executable(spark.resolve("bin/spark-submit"), "echo it was started");
    Path conf = sparkEnv(spark.resolve("conf"), jdk);
    Map<String, String> environment =
        Map.of(variable, (variable.equals("SPARK_HOME") ? spark : conf).toString());
    assertThat(scripts.run("lockstep", environment, "train"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                Text.format(
                    "lockstep: %s/bin/java is Java 25; Lockstep needs a JDK 17 or 21, as Spark"
                        + " does\n",
                    jdk)));
    assertThat(directory).isEmptyDirectory();
  }

  private static Path sparkEnv(Path conf, Path jdk) throws IOException {
    Files.writeString(
        Files.createDirectories(conf).resolve("spark-env.sh"), "JAVA_HOME='" + jdk + "'\n");
    return conf;
  }

  @Test
  void theMemoryThatTheUserSetsIsNotOverridden() throws Exception {
    assertThat(
            Integer.parseInt(probe(List.of("--driver-memory", "700m"), "memory").stdout().strip()))
        .isBetween(500, 700);
  }

  @Test
  void standardInputReachesTheProgramAndItsOutputsStaySeparate() throws Exception {
    try (Running running =
        scripts.start("lockstep", Map.of(), probeArguments(List.of(), "stdin"))) {
      try (OutputStream in = running.process().getOutputStream()) {
        in.write("one line\nhalf a line".getBytes(UTF_8));
      }
      assertThat(running.await(Duration.ofMinutes(1)))
          .isEqualTo(new Outcome(0, "one line\nhalf a line", "to stderr\n"));
    }
  }

  @Test
  void theExitCodeOfTheProgramIsTheExitCodeOfTheScript() throws Exception {
    assertThat(probe("exit", "3")).isEqualTo(new Outcome(3, "", ""));
  }

  @Test
  void aSignalToTheScriptEndsTheJvm() throws Exception {
    Path ready = temp.resolve("ready");
    try (Running running =
        scripts.start("lockstep", Map.of(), probeArguments(List.of(), "hang", ready.toString()))) {
      running.awaitUntil("the program runs", Duration.ofMinutes(1), () -> Files.exists(ready));
      List<ProcessHandle> family = running.process().descendants().toList();
      assertThat(family).isNotEmpty();
      running.process().destroy();
      assertThat(running.await(Duration.ofSeconds(30)).exitCode()).isEqualTo(128 + 15);
      assertThat(family).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  @Tag("full")
  void anUnreachableMasterIsNamed() throws Exception { // Spark tries for a minute
    Outcome outcome = scripts.lockstep("--master", "spark://127.0.0.1:1", "train");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr()).contains("Note      still connecting to spark://127.0.0.1:1\n");
    assertThat(outcome.stderr().lines())
        .last()
        .isEqualTo(
            "lockstep: [--master spark://127.0.0.1:1] expected a cluster that answers and runs this"
                + " program but found that Spark gave up on it");
  }

  @Test
  void anOptionOfLockstepBeforeTheCommandIsOneLine() throws Exception {
    assertThat(scripts.lockstep("--hidden", "50", "train"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "lockstep: [--hidden] expected an option of spark-submit before the command;"
                    + " Lockstep's own stand behind it\n"));
  }

  /** A JVM that cannot open one more jar reports a missing class. */
  @Test
  void tooLowALimitOfOpenFilesIsOneLine() throws Exception {
    assertThat(shell("ulimit -n 64 && exec \"$0\" train"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "lockstep: [ulimit -n] expected at least 512 open files for a process but found a"
                    + " limit of 64\n"));
  }

  /** Runs a shell command whose {@code $0} is the script. */
  private Outcome shell(String line) throws IOException, InterruptedException {
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", line, Scripts.HOME.resolve("scripts/lockstep").toString())
            .directory(directory.toFile());
    Scripts.clean(bash.environment());
    bash.environment().put("LOCKSTEP_NO_BUILD", "1");
    bash.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try (Running running = Running.start("shell", bash, temp)) {
      return running.await(Duration.ofMinutes(1));
    }
  }

  @Test
  void theSparkSubmitOfSparkHomeIsUsed() throws Exception {
    Path submit = Files.createDirectories(temp.resolve("spark/bin")).resolve("spark-submit");
    executable(submit, "printf '%s\\n' \"$@\"");
    Outcome outcome =
        scripts.run(
            "lockstep",
            Map.of("SPARK_HOME", temp.resolve("spark").toString()),
            "--master",
            "spark://there:7077",
            "train",
            "--epochs",
            "1");
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                0,
                "--master\nspark://there:7077\n"
                    + Scripts.HOME.resolve("spark-job/target/lockstep-all.jar")
                    + "\ntrain\n--epochs\n1\n",
                ""));
  }

  private Outcome probe(String... arguments) throws IOException, InterruptedException {
    return probe(List.of(), arguments);
  }

  private Outcome probe(List<String> sparkOptions, String... arguments)
      throws IOException, InterruptedException {
    return probe(Map.of(), sparkOptions, arguments);
  }

  private Outcome probe(
      Map<String, String> environment, List<String> sparkOptions, String... arguments)
      throws IOException, InterruptedException {
    return scripts.run("lockstep", environment, probeArguments(sparkOptions, arguments));
  }

  private static String[] probeArguments(List<String> sparkOptions, String... arguments) {
    return Stream.of(Stream.of(Probe.OPTIONS), sparkOptions.stream(), Stream.of(arguments))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
