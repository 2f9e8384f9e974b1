package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.testing.NamesHere;

/**
 * What {@code scripts/lockstep} does in a fresh clone, with a fake Maven: it announces the build,
 * builds once, and names in one line what is missing.
 */
@Timeout(120)
class FirstBuildIT {
  /** The programs that the scripts use, besides Java and Maven. */
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "basename",
          "cat",
          "cmp",
          "cp",
          "dirname",
          "env",
          "find",
          "flock",
          "head",
          "ln",
          "mkdir",
          "mkfifo",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "touch",
          "tr");

  @TempDir Path temp;
  private Path clone;
  private Path bin;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void cloneOnAMachineWithoutJavaAndMaven() throws IOException {
    clone = Files.createDirectories(temp.resolve("a clone"));
    Files.createDirectories(clone.resolve("scripts"));
    for (String name : List.of("lockstep", "lib.sh", "log4j2.properties")) {
      Files.copy(
          Scripts.HOME.resolve("scripts").resolve(name), clone.resolve("scripts").resolve(name));
    }
    LauncherIT.executable(
        clone.resolve("scripts/lockstep"),
        Files.readString(Scripts.HOME.resolve("scripts/lockstep")));
    Files.writeString(clone.resolve("pom.xml"), "<project/>");
    Files.createDirectories(clone.resolve("model/src/main"));

    bin = Files.createDirectory(temp.resolve("bin"));
    environment.put("PATH", bin + ":" + toolsWithoutJava());
    environment.put("JAVA_HOME", "");
    environment.put("LOCKSTEP_NO_BUILD", "");
  }

  /** JUnit warns about every link that leads out of a directory it deletes. */
  @AfterEach
  void removeLinksToJars() throws IOException {
    Path jars = clone.resolve("spark-job/target/spark-home/jars");
    if (Files.isDirectory(jars)) {
      try (Stream<Path> links = Files.list(jars)) {
        for (Path link : links.toList()) {
          Files.delete(link);
        }
      }
    }
  }

  /**
   * Creates a directory of links to the tools. It is not temporary, because JUnit warns about links
   * that lead out of a directory it deletes.
   */
  private static Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(Path.of("target/tools-without-java").toAbsolutePath());
    for (String tool : TOOLS) {
      Path link = tools.resolve(tool);
      for (Path program : List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool))) {
        if (Files.exists(program) && !Files.exists(link)) {
          Files.createSymbolicLink(link, program);
        }
      }
    }
    return tools;
  }

  @Test
  void missingJavaIsReportedInOneLine() throws Exception {
    assertThat(lockstep()).isEqualTo(failed("no java on the PATH; Lockstep needs a JDK 17 or 21"));
  }

  @Test
  void anOldJavaIsReportedInOneLine() throws Exception {
    LauncherIT.executable(bin.resolve("java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    assertThat(lockstep()).isEqualTo(refused(11));
  }

  @Test
  void anOldJavaWithTheOldNumberingIsReportedInOneLine() throws Exception {
    LauncherIT.executable(bin.resolve("java"), "echo 'java version \"1.8.0_392\"' >&2");
    assertThat(lockstep()).isEqualTo(refused(8));
  }

  /** On Java 24 and newer, Spark's Hadoop fails with "getSubject is not supported". */
  @ParameterizedTest
  @ValueSource(ints = {18, 24, 25})
  void aJavaThatSparkDoesNotSupportIsReportedInOneLineBeforeTheBuild(int version) throws Exception {
    Path calls = pretendMaven("");
    LauncherIT.executable(
        bin.resolve("java"), Text.format("echo 'openjdk version \"%d.0.1\"' >&2", version));
    assertThat(lockstep()).isEqualTo(refused(version));
    assertThat(calls).doesNotExist();
  }

  @Test
  void aNewerJavaThatSparkSupportsIsAccepted() throws Exception {
    LauncherIT.executable(bin.resolve("java"), "echo 'openjdk version \"21.0.5\"' >&2");
    assertThat(lockstep())
        .isEqualTo(failed("no mvn on the PATH; Lockstep is built with Maven 3.8 or newer"));
  }

  @Test
  void aWrongJavaHomeIsReportedInOneLine() throws Exception {
    environment.put("JAVA_HOME", temp.toString());
    assertThat(lockstep())
        .isEqualTo(
            failed(
                "JAVA_HOME is "
                    + temp
                    + ", but there is no bin/java in it; Lockstep needs a JDK 17 or 21"));
  }

  @Test
  void missingMavenIsReportedInOneLine() throws Exception {
    useRealJava();
    assertThat(lockstep())
        .isEqualTo(failed("no mvn on the PATH; Lockstep is built with Maven 3.8 or newer"));
  }

  @Test
  void anOldMavenIsReportedInOneLine() throws Exception {
    useRealJava();
    LauncherIT.executable(bin.resolve("mvn"), "echo 'Apache Maven 3.6.3'");
    assertThat(lockstep())
        .isEqualTo(failed("mvn is Maven 3.6.3; Lockstep is built with Maven 3.8 or newer"));
  }

  @Test
  void aCloneIsBuiltOnceAndAgainWhenASourceIsNewer() throws Exception {
    useRealJava();
    Path calls = pretendMaven("echo the noise of Maven");

    Outcome first = lockstep();
    assertThat(first.stderr())
        .matches(
            "Building Lockstep with Maven \\(the first build downloads Spark: several hundred"
                + " MB\\)\\.\n"
                + "Built in \\d+ s\\.\n");
    assertThat(first.stdout()).isEqualTo("[arguments]\n");
    assertThat(Files.readString(calls))
        .isEqualTo("-q -B -ntp -DskipTests -Dmaven.test.skip -pl spark-job -am package\n");

    // The build also makes an archive of classes, so that a JVM starts faster.
    try (Stream<Path> files = Files.list(clone.resolve("spark-job/target/spark-home"))) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .anyMatch(name -> name.matches("classes-.*\\.jsa"));
    }

    assertThat(lockstep()).isEqualTo(new Outcome(0, "[arguments]\n", ""));
    assertThat(Files.readAllLines(calls)).hasSize(1);

    Path source = Files.writeString(clone.resolve("model/src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(lockstep().stderr())
        .matches("Building Lockstep with Maven\\.\nBuilt in \\d+ s\\.\n");
    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void aFailedBuildShowsTheOutputOfMaven() throws Exception {
    useRealJava();
    pretendMaven("echo '[ERROR] there is a mistake'; exit 1");
    Outcome outcome = lockstep();
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr())
        .endsWith(
            "[ERROR] there is a mistake\n"
                + "lockstep: the build failed; Maven's output is above and in "
                + clone.toRealPath().resolve("target/build.log")
                + "\n");
  }

  @Test
  void aBuildWithoutPermissionToWriteAFileNamesItInOneLine() throws Exception {
    useRealJava();
    pretendMaven(
        "echo '[ERROR] No plugin: /m2/x.part.lock (Permission denied) -> [Help 1]'; exit 1");
    assertThat(lockstep())
        .isEqualTo(
            new Outcome(
                1,
                "",
                "Building Lockstep with Maven (the first build downloads Spark: several hundred"
                    + " MB).\n"
                    + "lockstep: the build failed: No plugin: /m2/x.part.lock (Permission denied);"
                    + " all that Maven said is in "
                    + clone.toRealPath().resolve("target/build.log")
                    + "\n"));
  }

  @Test
  void anUnbuiltCloneOfAnotherUserIsNamedInOneLine() throws Exception {
    useRealJava();
    pretendMaven("");
    assertThat(asAnotherUser(clone.resolve("scripts/lockstep").toString(), "train"))
        .isEqualTo(
            failed(
                "["
                    + clone.toRealPath()
                    + "] expected a clone that you may write to, since Lockstep is to be built, but"
                    + " found one that you may not"));
  }

  @Test
  void aBuiltCloneOfAnotherUserRunsAsItIsEvenIfASourceIsNewer() throws Exception {
    Path jars = Files.createDirectories(clone.resolve("spark-job/target"));
    for (String jar : List.of("lockstep.jar", "lockstep-all.jar", "spark-classpath.txt")) {
      Files.setLastModifiedTime(
          Files.writeString(jars.resolve(jar), ""), FileTime.from(Instant.now().minusSeconds(60)));
    }
    Files.createDirectories(clone.resolve("target"));
    String build = "home=$1; . \"$home/scripts/lib.sh\"; build_if_needed; echo ready";
    assertThat(asAnotherUser("bash", "-c", build, "bash", clone.toRealPath().toString()))
        .isEqualTo(
            new Outcome(
                0,
                "ready\n",
                "["
                    + jars.toRealPath().resolve("lockstep.jar")
                    + "] expected a jar newer than its sources but found an older one: it runs as"
                    + " it is, since you may not build in this clone\n"));
  }

  /** Runs a command as a user who can only read the clone. Root could write anywhere. */
  private Outcome asAnotherUser(String... words) throws IOException, InterruptedException {
    List<Path> readable =
        Stream.of("..", ".", "scripts", "target", "spark-job/target")
            .map(clone::resolve)
            .filter(Files::exists)
            .toList();
    for (Path path : readable) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.addAll(List.of(words));
    Path logs = Files.createDirectories(Path.of("target/somebody-else").toAbsolutePath());
    ProcessBuilder builder = new ProcessBuilder(command).directory(logs.toFile());
    Scripts.clean(builder.environment());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try (Running running = Running.start("somebody-else", builder, logs)) {
      return running.await(Duration.ofMinutes(1));
    } finally {
      for (Path path : readable) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  @Test
  void withoutAnyUtf8LocaleNamesThatWouldChangeAreRefused() throws Exception {
    NamesHere.assume("ä");
    LauncherIT.executable(bin.resolve("locale"), "echo ANSI_X3.4-1968");
    Scripts scripts = new Scripts(clone, temp, temp);
    assertThat(scripts.run("lockstep", environment, "train", "--output", "ä"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "lockstep: [ä] expected a name in ASCII, since this system has no UTF-8 locale, but"
                    + " found others in it\n"));
    assertThat(scripts.run("lockstep", environment, "train", "--output", "a"))
        .isEqualTo(failed("no java on the PATH; Lockstep needs a JDK 17 or 21"));
  }

  private Outcome lockstep() throws IOException, InterruptedException {
    String[] arguments = {
      Probe.OPTIONS[0], Probe.OPTIONS[1], Probe.OPTIONS[2], Probe.OPTIONS[3], "arguments"
    };
    return new Scripts(clone, temp, temp).run("lockstep", environment, arguments);
  }

  private void useRealJava() {
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /**
   * Creates a fake Maven that runs a script and then copies what the real one has built. Returns
   * the file that lists its calls.
   */
  private Path pretendMaven(String script) throws IOException {
    Path calls = temp.resolve("calls");
    LauncherIT.executable(
        bin.resolve("mvn"),
        Text.format(
            """
            if [[ $* == *--version* ]]; then echo 'Apache Maven 3.9.9'; exit; fi
            echo "$*" >>'%s'
            %s
            mkdir -p spark-job/target
            cp '%s'/lockstep.jar '%s'/lockstep-all.jar '%s'/spark-classpath.txt spark-job/target/
            """,
            calls,
            script,
            Path.of("target").toAbsolutePath(),
            Path.of("target").toAbsolutePath(),
            Path.of("target").toAbsolutePath()));
    return calls;
  }

  private Outcome refused(int version) {
    return new Outcome(
        2,
        "",
        Text.format(
            "lockstep: %s is Java %d; Lockstep needs a JDK 17 or 21, as Spark does\n",
            bin.resolve("java"), version));
  }

  private static Outcome failed(String message) {
    return new Outcome(1, "", "lockstep: " + message + "\n");
  }
}
