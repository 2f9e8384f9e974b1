package org.lockstep.spark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.file.CheckpointFile;
import org.lockstep.spark.cli.ExitCode;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.Refusals;

/** The command line options for schedules, averages and the best epoch. */
class SchedulesOptionsTest {
  private static final List<String> ALL =
      List.of(
          "--hidden",
          "8",
          "--epochs",
          "6",
          "--batch-size",
          "20",
          "--validation-fraction",
          "0.2",
          "--dropout",
          "0.3",
          "--dropout-schedule",
          "flat-cosine",
          "--schedule",
          "coslog4",
          "--warm-up",
          "0.5",
          "--average",
          "0.9",
          "--keep",
          "best-accuracy",
          "--keep-ties",
          "last",
          "--checkpoint-every",
          "1",
          "--quiet");

  @TempDir private Path path;
  private Folder folder;
  private Refusals refusals;

  @BeforeEach
  void folder() throws IOException {
    folder = new Folder(path);
    refusals = new Refusals(folder);
    folder.insects("data.csv", 90);
  }

  @Test
  void contradictoryOptionsAreRefusedBeforeSparkStarts() {
    assertThat(refusal("--schedule plateau"))
        .isEqualTo(
            "[--schedule] expected validation rows: --validation, --validation-rows or"
                + " --validation-fraction but found none");
    assertThat(refusal("--plateau-patience 3"))
        .isEqualTo(
            "[--plateau-patience] expected --schedule plateau but found --schedule constant");
    assertThat(refusal("--schedule one-cycle --decay 0.5"))
        .isEqualTo(
            "[--decay] expected --schedule step, exponential or plateau but found --schedule"
                + " one-cycle");
    assertThat(refusal("--schedule plateau --decay 1"))
        .isEqualTo("[--decay] expected less than 1 with --schedule plateau but found 1");
    assertThat(refusal("--dropout-schedule cosine"))
        .isEqualTo("[--dropout-schedule] expected a network with dropout but found none");
    assertThat(refusal("--average 1"))
        .isEqualTo("[--average] expected a decay between 0 and 1 but found 1.0");
    assertThat(refusal("--warm-up -1"))
        .isEqualTo("[--warm-up] expected a number of epochs of at least 0 but found -1.0");
  }

  private static String refusal(String options) {
    List<String> words =
        new ArrayList<>(List.of("train", "--data=d.csv", "--validation-fraction=0"));
    words.addAll(List.of(options.split(" ", -1)));
    return CommandResult.withoutSpark(words.toArray(String[]::new)).mistake(ExitCode.USAGE);
  }

  @Test
  void aMeasureOfAnotherTaskIsRefused() throws IOException {
    for (String keep : List.of("best-rmse", "best-mae", "best-r2")) {
      assertThat(refusals.ofTrain("--data @data.csv --validation-fraction 0.2 --keep " + keep))
          .isEqualTo("[--keep " + keep + "] expected a regression but found classes");
    }
  }

  @Test
  void aRunResumesFromItsCheckpointsToTheSameBits() throws IOException {
    train("whole", ALL).done();
    train("part", ALL).done();
    List<Path> checkpoints = checkpoints("part");
    assertThat(checkpoints).hasSizeGreaterThan(1);
    Path last = checkpoints.get(checkpoints.size() - 1);
    try (var in = Files.newInputStream(last)) {
      assertThat(CheckpointFile.read("last", in).optimizerState()).hasSize(1); // of plain SGD
    }
    Files.delete(last);
    train("part", Stream.concat(ALL.stream(), Stream.of("--resume")).toList()).done();
    assertThat(Files.readAllBytes(path.resolve("part/model.npz")))
        .isEqualTo(Files.readAllBytes(path.resolve("whole/model.npz")));
  }

  private CommandResult train(String run, List<String> options) {
    return CommandResult.ofPlainTraining(
        folder.of("data.csv"), folder.of(run), options.toArray(String[]::new));
  }

  private List<Path> checkpoints(String run) throws IOException {
    try (Stream<Path> files = Files.list(path.resolve(run).resolve("checkpoints"))) {
      return files
          .filter(file -> file.toString().endsWith(".npz"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }
}
