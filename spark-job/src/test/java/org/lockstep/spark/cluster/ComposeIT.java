package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docker-compose.yml} in real containers, as its head promises. The cluster is started once,
 * by the first training.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ComposeIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The owner of the jar: neither root nor the image's user. */
  private static final int OWNER = 4711;

  /** "größe" in a form that bash reads in any locale. */
  private static final String GROESSE = "gr$'\\303\\266\\303\\237'e";

  @TempDir static Path temp;
  private static ComposeProject project;
  private static Outcome first;
  private static String before;

  @BeforeAll
  static void train() throws Exception {
    ComposeProject.assumeEngine();
    project = new ComposeProject("lockstep-test", temp);
    project.addJar();
    if (isRoot()) {
      Files.setAttribute(project.directory().resolve(ComposeProject.JAR), "unix:uid", OWNER);
    }
    project.findImages();
    before = project.leftovers();
    first = project.end("run", "--rm", "train");
  }

  @AfterAll
  static void downLeavesNothing() throws Exception {
    if (project != null) {
      project.compose(List.of("down"));
      assertThat(project.leftovers()).isEqualTo(before);
      // Files of other owners, which JUnit may be unable to delete.
      project.run(List.of("rm", "-rf", project.directory().resolve("runs").toString()));
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(temp, "unix:uid").equals(0);
  }

  @Test
  void aTrainingPrintsOnlyItsOwnLines() {
    assertThat(first.exitCode()).as(first.toString()).isZero();
    List<String> lines =
        Stream.concat(first.stdout().lines(), first.stderr().lines())
            .map(String::strip)
            .filter(
                line ->
                    !line.matches(
                        "(Container|Network) .*|Note +(still connecting|connected) to .*"))
            .filter(line -> !line.startsWith("Note      Spark has run no task for "))
            .filter(
                line -> !line.endsWith("IPv4 forwarding is disabled. Networking will not work."))
            .filter(line -> !line.equals("WARNING: Using incubator modules: jdk.incubator.vector"))
            .toList();
    assertThat(lines).startsWith("Reading builtin:digits");
    assertThat(lines)
        .allMatch(
            line ->
                line.matches(
                    "(Reading|Data|Target|Network|Training|Running|epoch|completed:|train"
                        + "|time|model|log|pictures) .*"));
    assertThat(lines)
        .endsWith(
            "model     hdfs://namenode:8020/runs/digits/model.npz",
            "log       hdfs://namenode:8020/runs/digits/log",
            "pictures  loss.png, confusion.png, predictions.png, weights.png next to it");
  }

  @Test
  void theResultsAreOnTheHostAndBelongToTheOwnerOfTheJar() throws Exception {
    Path run = project.directory().resolve("runs/hdfs/digits");
    try (Stream<Path> files = Files.walk(run)) {
      Object owner = Files.getAttribute(jar(), "unix:uid");
      assertThat(files).allMatch(file -> owner.equals(owner(file)));
    }
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("model.npz", "run.json", "log", "loss.png", "confusion.png", "weights.png");
    }
    assertThat(run.resolve("model.npz")).hasSameBinaryContentAs(trainLocally("digits", 1000));
  }

  /** As after {@code down}, when HDFS no longer has the run. */
  @Test
  void filesThatAreNoCopyOfTheRunStayOnTheHost() throws Exception {
    project
        .bash("mkdir runs/hdfs/small && echo mine >runs/hdfs/small/notes.txt", List.of())
        .await(LIMIT);
    Outcome outcome =
        project.end(
            ("run --rm train train --preset digits --max-steps 1 --quiet --output"
                    + " hdfs://namenode:8020/runs/small")
                .split(" ", -1));
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(outcome.stdout() + outcome.stderr())
        .contains("Note      [runs/hdfs/small] expected ")
        .contains("it stays, and the copy is runs/hdfs/small-2");
    assertThat(project.directory().resolve("runs/hdfs/small"))
        .isDirectoryContaining("glob:**/notes.txt");
    assertThat(project.directory().resolve("runs/hdfs/small-2/model.npz")).exists();
  }

  private static Path jar() {
    return project.directory().resolve(ComposeProject.JAR);
  }

  private static Object owner(Path file) {
    try {
      return Files.getAttribute(file, "unix:uid");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The model of the same training on this machine. */
  private static Path trainLocally(String name, int epochs) throws Exception {
    Path run = temp.resolve("local-" + name);
    Outcome outcome =
        new Scripts(temp, temp)
            .lockstep(
                ("--master local[2] train --preset digits --shards 2 --quiet --epochs "
                        + epochs
                        + " --output "
                        + run)
                    .split(" ", -1));
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    return run.resolve("model.npz");
  }

  @Test
  void theExampleInTheHeadLearnsAndAppearsInTheHistory() throws Exception {
    long before = System.currentTimeMillis();
    Outcome outcome = project.compose(example());
    Matcher accuracy = Pattern.compile("test accuracy (0\\.\\d+)").matcher(outcome.stdout());
    assertThat(accuracy.find()).as(outcome.stdout()).isTrue();
    assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThan(0.95);
    assertThat(project.directory().resolve("runs/hdfs/mine/model.npz")).exists();
    awaitTrue("the run in the history", () -> hasFinishedRunSince(before));
  }

  /** The words after {@code docker compose} in the example of the head. */
  private static List<String> example() throws IOException {
    try (Stream<String> lines =
        Files.lines(Scripts.HOME.resolve("docker-compose.yml"))
            .map(line -> line.replaceFirst("^# *", ""))
            .filter(line -> line.startsWith("docker compose run --rm train train "))) {
      List<String> words = List.of(lines.findFirst().orElseThrow().strip().split(" +", -1));
      return words.subList(2, words.size());
    }
  }

  private static boolean hasFinishedRunSince(long millis) throws Exception {
    boolean found = false;
    for (JsonNode run : json("http://127.0.0.1:18080/api/v1/applications")) {
      assertThat(run.get("name").asText()).isEqualTo("Lockstep train");
      JsonNode attempt = run.get("attempts").get(0);
      found |=
          attempt.get("completed").asBoolean() && attempt.get("startTimeEpoch").asLong() >= millis;
    }
    return found;
  }

  @Test
  void theExitCodeOfComposeRunIsThatOfTheTraining() throws Exception {
    Outcome outcome = project.end("run", "--rm", "train", "train", "--shards", "0");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stderr() + outcome.stdout())
        .contains("lockstep: [--shards] expected at least 1 but found 0");
  }

  /** Its name is not in ASCII, and no container may garble it. */
  @Test
  void aTrainingWhoseWorkerIsKilledGivesTheBitsOfALocalTraining() throws Exception {
    int epochs = 4000;
    List<String> command =
        project.words(
            "run", "--rm", "train", "train", "--preset", "digits", "--epochs", "" + epochs);
    try (Running training =
        project.bash("exec \"$@\" --output hdfs://namenode:8020/runs/" + GROESSE, command)) {
      training.awaitUntil("the first epoch", LIMIT, () -> printed(training, "epoch    1/"));
      project.compose(List.of("kill", "worker-1"));
      Outcome outcome = training.await(LIMIT);
      assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
      assertThat(outcome.stderr()).contains("Lost executor"); // it was killed in time
      assertThat(outcome.stdout()).contains("/runs/größe/model.npz");
    } finally {
      project.compose(List.of("start", "worker-1"));
    }
    Path model = temp.resolve("model.npz");
    project
        .bash("cp runs/hdfs/" + GROESSE + "/model.npz \"$@\"", List.of(model.toString()))
        .await(LIMIT);
    assertThat(model).hasSameBinaryContentAs(trainLocally("disturbed", epochs));
  }

  private static boolean printed(Running running, String text) {
    try {
      return running.stdout().contains(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyFileIsStoredOnceAndTheHdfsPageLinksToIt() throws Exception {
    String hdfs = "http://127.0.0.1:9870/webhdfs/v1/runs/digits";
    JsonNode files = json(hdfs + "?op=LISTSTATUS").get("FileStatuses").get("FileStatus");
    assertThat(files)
        .filteredOn(file -> file.get("type").asText().equals("FILE"))
        .isNotEmpty()
        .allMatch(file -> file.get("replication").asInt() == 1);
    URI link =
        URI.create(json(hdfs + "/loss.png?op=OPEN&noredirect=true").get("Location").asText());
    assertThat(link.getHost()).isEqualTo("127.0.0.1");
    byte[] picture =
        HTTP.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray())
            .body();
    assertThat(project.directory().resolve("runs/hdfs/digits/loss.png")).hasBinaryContent(picture);
  }

  @Test
  void withoutTheJarTheTrainingIsRefusedBeforeAnythingStarts() throws Exception {
    ComposeProject empty = new ComposeProject("lockstep-test-empty", temp);
    empty.findImages();
    try {
      Outcome refused = empty.end("run", "--rm", "train");
      assertThat(refused.exitCode()).isNotZero();
      assertThat(refused.stderr().strip().lines())
          .last()
          .asString()
          .contains("bind source path does not exist")
          .contains(ComposeProject.JAR);
      assertThat(refused.stderr()).doesNotContain("Started");
      assertThat(empty.directory().resolve("spark-job")).doesNotExist();
    } finally {
      empty.compose(List.of("down"));
    }
  }

  @Test
  void portsAreOnTheLoopbackAddressAndImagesPinnedAndOnlyTheTrainingPrints() throws Exception {
    String spark = org.apache.spark.package$.MODULE$.SPARK_VERSION();
    ComposeProject plain = new ComposeProject("lockstep-test-plain", temp);
    List<String> addresses = new ArrayList<>();
    List<String> attached = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : plain.services().properties()) {
      JsonNode service = entry.getValue();
      assertThat(service.get("image").asText())
          .matches(
              "apache/(spark:\\Q" + spark + "\\E-scala2\\.13-java17-ubuntu|hadoop:3\\.4\\.\\d)");
      service.path("ports").forEach(port -> addresses.add(port.path("host_ip").asText()));
      if (service.path("attach").asBoolean(true)) {
        attached.add(entry.getKey());
      }
    }
    assertThat(addresses).hasSize(4).containsOnly("127.0.0.1");
    assertThat(attached).containsExactly("train");
  }

  /** A variable that is unset on this machine is unset in the containers too. */
  @Test
  void theKernelSettingsOfThisMachineReachEverySparkContainer() throws Exception {
    ComposeProject plain = new ComposeProject("lockstep-test-kernel", temp);
    for (JsonNode service : plain.services()) {
      if (service.get("image").asText().startsWith("apache/spark")) {
        JsonNode environment = service.get("environment");
        for (String name : List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")) {
          assertThat(environment.has(name)).as(name).isTrue();
          assertThat(environment.get(name).textValue()).isEqualTo(System.getenv(name));
        }
      }
    }
  }

  private interface Question {
    boolean isTrue() throws Exception;
  }

  private static void awaitTrue(String what, Question question) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!question.isTrue()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static JsonNode json(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(1)).build();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(url + " " + response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
