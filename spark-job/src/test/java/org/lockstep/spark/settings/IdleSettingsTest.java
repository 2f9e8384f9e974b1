package org.lockstep.spark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.cli.ExitCode;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;

/** Settings without effect are refused when a run begins, and accepted when it is resumed. */
class IdleSettingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SELF_INITIALISING = "dense 3 ntk, tanh, output ntk";

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void data() throws IOException {
    folder = new Folder(path);
    folder.insects("data.csv", 40);
  }

  private static String refusal(String... words) {
    return CommandResult.withoutSpark(words).mistake(ExitCode.USAGE);
  }

  private CommandResult train(String... more) {
    return CommandResult.ofPlainTraining(folder.of("data.csv"), folder.of("run"), more);
  }

  @Test
  void anInitialiserThatNoLayerUsesIsRefusedByEveryCommand() {
    String expected = "[--init] expected weights of --network that it initialises but found none";
    assertThat(refusal("train", "--data=d", "--network", SELF_INITIALISING, "--init=he"))
        .isEqualTo(expected);
    assertThat(refusal("gradcheck", "--data=d", "--network", SELF_INITIALISING, "--init=he"))
        .isEqualTo(expected);
    assertThat(
            refusal("sweep", "--data=d", "--network", SELF_INITIALISING, "--grid", "init=he;zeros"))
        .isEqualTo(expected);
    assertThat(
            refusal(
                "train",
                "--data=d",
                "--network",
                "dense 3 zeros, output normal",
                "--init-biases=0.1"))
        .isEqualTo(
            "[--init-biases] expected biases of --network that it initialises but found none");
  }

  @Test
  void anInitialiserThatOneLayerUsesAndADefaultAreAccepted() {
    train("--network", "dense 3 ntk, tanh", "--init=he", "--init-biases=0.1", "--epochs=1").done();
    FileUtils.deleteQuietly(path.resolve("run").toFile());
    train("--network", SELF_INITIALISING, "--init=xavier", "--init-biases=0", "--epochs=1").done();
  }

  @Test
  void aPresetsInitialiserIsIgnoredForASelfInitialisingNetwork() {
    train("--network", SELF_INITIALISING, "--epochs=1").done(); // the preset has --init he
  }

  @Test
  void aWarmUpThatOutlastsTheStepsIsRefusedBeforeAnythingIsWritten() throws IOException {
    String before = folder.contents();
    assertThat(train("--warm-up=2", "--batch-size=10", "--max-steps=8", "--quiet").complaint(3))
        .isEqualTo("[--warm-up] expected less than the run, which has 8 steps, but found 8");
    assertThat(folder.contents()).isEqualTo(before);
    train("--warm-up=2", "--batch-size=10", "--max-steps=9", "--quiet").done();
  }

  @Test
  void aRunThatBeganWithAnIdleSettingIsResumed() throws IOException {
    String[] idle = {
      "--keep-ties=last", "--warm-up=7", "--epochs=3", "--network=" + SELF_INITIALISING, "--init=he"
    };
    train("--epochs=3", "--network=" + SELF_INITIALISING).done();
    makeUnfinishedByOlderVersion("--keep-ties", "last", "--warm-up", "7.0", "--init", "he");
    List<String> lines = train(with("--resume", idle)).done().lines();
    assertThat(lines)
        .contains(
            "Resuming  from the beginning: there is no valid checkpoint",
            "completed: all 3 epochs done");
    assertThat(train(with("--overwrite", idle)).mistake(ExitCode.USAGE)).startsWith("[--init]");
    FileUtils.deleteDirectory(path.resolve("run").toFile());
    assertThat(train(with("--resume", idle)).mistake(ExitCode.BAD_INPUT)).startsWith("[--init]");
  }

  private static String[] with(String one, String... more) {
    return Stream.concat(Stream.of(one), Stream.of(more)).toArray(String[]::new);
  }

  /** Changes the run as if a version that accepted such settings had left it unfinished. */
  private void makeUnfinishedByOlderVersion(String... settings) throws IOException {
    Path file = path.resolve("run/run.json");
    ObjectNode record = (ObjectNode) JSON.readTree(file.toFile());
    record.putObject("ended").put("how", "running");
    ObjectNode configuration = record.withObject("/fingerprint/configuration");
    assertThat(configuration.has("--epochs")).isTrue();
    for (int i = 0; i < settings.length; i += 2) {
      configuration.put(settings[i], settings[i + 1]);
    }
    JSON.writeValue(file.toFile(), record);
    FileUtils.deleteDirectory(path.resolve("run/checkpoints").toFile());
    Files.delete(path.resolve("run/model.npz"));
  }
}
