package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that Hadoop takes for something else, and names that people did not mean to type. */
@Timeout(300)
class OddNamesTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void data() throws IOException {
    folder = new Folder(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "12:30", "a\nb", "a\tb\u001b[1m", "a b%20#c"})
  void everythingWorksUnderSuchAName(String name) throws IOException {
    String data = folder.insects(name + ".csv", 30);
    String run = folder.of(name);
    String[] train = {
      "train", "--data", data, "--output", run, "--hidden=2", "--epochs=1", "--quiet"
    };
    Told.by(train).done();
    assertThat(path.resolve(name).resolve("model.npz")).exists();
    Told.by(
            "train",
            "--data",
            data,
            "--output",
            run,
            "--hidden=2",
            "--epochs=1",
            "--quiet",
            "--overwrite")
        .done();
    Told.by("evaluate", "--model", run, "--data", data, "--quiet").done();
    Told.by("inspect", run).done();
    String predictions = folder.of(name + ".predictions.csv");
    Told.by("predict", "--model", run, "--data", data, "--output", predictions, "--quiet").done();
    assertThat(Path.of(predictions)).exists();
    Told.by("plot", run, "--output", folder.of(name + ".png")).done();
    Told.by("export", "--model", run, "--output", folder.of(name + ".onnx")).done();
    Told.by(
            "sweep",
            "--grid=hidden=2;3",
            "--data",
            data,
            "--output",
            folder.of(name + ".sweep"),
            "--epochs=1",
            "--quiet")
        .done();
    assertThat(path.resolve(name + ".sweep/sweep.csv")).exists();
    try (var left = Files.list(path)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              name,
              name + ".csv",
              name + ".predictions.csv",
              name + ".png",
              name + ".onnx",
              name + ".sweep");
    }
  }

  @Test
  void aFolderOfSuchFilesIsDataToo() throws IOException {
    Files.createDirectory(path.resolve("d:d"));
    folder.insects("d:d/x:y.csv", 30);
    String[] all = {"--output", folder.of("run"), "--hidden=2", "--epochs=1", "--quiet"};
    Told.by("train", "--data", folder.of("d:d"), all[0], all[1], all[2], all[3], all[4]).done();
  }
}
