package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docker-compose.yml} without Docker: what it says is checked, and every command in it runs
 * as a process on this machine, so that a typing mistake in a class, an option, a path or a
 * variable fails here.
 */
@Timeout(240)
class ComposeIT {
  private ComposeFile file;

  @BeforeEach
  void readTheFile() throws IOException {
    file = ComposeFile.read(Scripts.HOME.resolve("docker-compose.yml"));
  }

  @Test
  void everyPublishedPortIsBoundToTheLoopbackAddress() {
    assertThat(file.services().values().stream().flatMap(service -> service.ports().stream()))
        .isNotEmpty()
        .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
  }

  @Test
  void everyImageIsPinnedToOneVersion() {
    String spark = org.apache.spark.package$.MODULE$.SPARK_VERSION();
    assertThat(file.services().values())
        .extracting(ComposeFile.Service::image)
        .allMatch(
            image ->
                image.matches("apache/spark:" + spark + "-scala2\\.13-java17-ubuntu")
                    || image.matches("apache/hadoop:3\\.4\\.\\d+"));
  }

  @Test
  void everyDependencyExistsAndSaysWhatItWaitsFor() {
    for (ComposeFile.Service service : file.services().values()) {
      service
          .dependsOn()
          .forEach(
              (name, condition) -> {
                assertThat(file.services()).containsKey(name);
                assertThat(condition).isIn("service_healthy", "service_completed_successfully");
                if (condition.equals("service_healthy")) {
                  assertThat(file.services().get(name).healthcheck()).isNotEmpty();
                }
              });
    }
  }

  @Test
  void everyMountedPathExists() {
    assertThat(
            file.services().values().stream()
                .flatMap(service -> service.volumes().keySet().stream()))
        .isNotEmpty()
        .allMatch(path -> Files.exists(Scripts.HOME.resolve(path)));
  }

  @Test
  void everyServiceRunsAndTheTrainedModelLiesInHdfs(@TempDir Path root) throws Exception {
    ComposeTranslation translation = new ComposeTranslation(file, Scripts.HOME, root);
    try (ComposeMachine machine = new ComposeMachine(file, translation, root)) {
      // A thousand epochs would tell no more than ten.
      Outcome trained = machine.up("train", List.of("--epochs", "10"), Duration.ofMinutes(4));
      assertThat(trained.exitCode()).as(machine.logs()).isZero();

      URI hdfs = URI.create("hdfs://127.0.0.1:" + translation.port("namenode", 8020));
      try (FileSystem files = FileSystem.newInstance(hdfs, new Configuration())) {
        try (InputStream in = files.open(inHdfs("/runs/digits/model.npz"))) {
          assertThat(entriesOfZip(in)).contains("W1.npy", "b1.npy", "model.json");
        }
        FileStatus[] events = files.listStatus(inHdfs("/spark-events"));
        assertThat(Arrays.stream(events).map(event -> event.getPath().getName()))
            .hasSize(1)
            .noneMatch(name -> name.endsWith(".inprogress"));
      }

      // Both workers took part, and every page answers.
      String master = page(translation.port("master", 8080), "/json/");
      assertThat(master.replace(" ", "")).contains("\"aliveworkers\":2");
      assertThat(page(translation.port("namenode", 9870), "/index.html")).isNotEmpty();
      machine.awaitHealthy("history", Duration.ofSeconds(30));
      assertThat(page(translation.port("history", 18080), "/api/v1/applications")).startsWith("[");
    }
  }

  private static org.apache.hadoop.fs.Path inHdfs(String path) {
    return new org.apache.hadoop.fs.Path(path);
  }

  private static Set<String> entriesOfZip(InputStream in) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return Set.copyOf(names);
  }

  private static String page(int port, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }
}
