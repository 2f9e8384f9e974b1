package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;
import org.lockstep.spark.testing.WholeRun;

/** The same command with {@code --resume} continues a run after every end except success. */
class ResumeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUN =
      "--data @data.csv --output @run --hidden 4 --dropout 0.2 --optimizer adam --epochs 6"
          + " --batch-size 7 --validation-fraction 0.2 --early-stopping 5 --schedule cosine"
          + " --checkpoint-every 1 --engine job";

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void data() throws IOException {
    folder = new Folder(path);
    folder.insects("data.csv", 60);
  }

  private CommandResult train(String options) {
    return CommandResult.of(
        Stream.concat(
                Stream.of("train", "--preset", "plain-sgd"), Stream.of(options.split(" ", -1)))
            .map(word -> word.replace("@", path + "/"))
            .toArray(String[]::new));
  }

  private String mistake(String options) {
    return train(options).mistake(3).replace(path + "/", "@");
  }

  private byte[] model() throws IOException {
    return Files.readAllBytes(path.resolve("run/model.npz"));
  }

  /** The checkpoints, by step. */
  private List<Path> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(path.resolve("run/checkpoints"))) {
      return files.sorted().toList();
    }
  }

  /** Leaves the run directory as if the driver had been killed after its n-th checkpoint. */
  private void killAfter(int checkpoint) throws IOException {
    List<Path> all = checkpoints();
    for (Path later : all.subList(checkpoint + 1, all.size())) {
      Files.delete(later);
    }
    Files.delete(path.resolve("run/model.npz"));
    ObjectNode record = (ObjectNode) record();
    record.putObject("ended").put("how", "running");
    JSON.writeValue(path.resolve("run/run.json").toFile(), record);
  }

  private JsonNode record() throws IOException {
    return JSON.readTree(path.resolve("run/run.json").toFile());
  }

  /** The log without its times. */
  private List<List<Object>> log() {
    List<List<Object>> log = new ArrayList<>();
    for (Row row :
        SparkForTests.session()
            .read()
            .parquet(path + "/run/log")
            .orderBy("epoch")
            .drop("seconds", "rows_per_second", "compute_ms", "exchange_ms", "update_ms")
            .drop("other_ms", "timestamp")
            .collectAsList()) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(row.get(i));
      }
      log.add(values);
    }
    return log;
  }

  @Test
  void resumingFromAnyCheckpointGivesTheSameBitsAndOneRowPerEpoch() throws IOException {
    String run = RUN + " --on-nan rollback"; // waits for each checkpoint
    train(run).done();
    byte[] expected = model();
    List<List<Object>> rows = log();
    int kept = checkpoints().size();
    assertThat(kept).as("the last three, and the best").isBetween(3, 4);
    for (int i = 0; i < kept; i++) {
      killAfter(checkpoints().size() - 1 - Math.min(i, checkpoints().size() - 1));
      CommandResult result = train(run + " --resume").done();
      assertThat(result.out()).contains("Resuming  after step ");
      assertThat(model()).isEqualTo(expected);
      assertThat(log()).isEqualTo(rows);
      assertThat(record().path("ended").path("how").asText()).isEqualTo("completed");
      assertThat(path.resolve("run/lock.json")).doesNotExist();
    }
  }

  private static final String PENALTIES = " --batch-size 7 --l1 0.01 --weight-decay 0.1";

  /** Includes every new optimizer automatically. */
  static Stream<String> optimizers() {
    return Stream.concat(
            ElementRule.all().stream().map(rule -> Words.of(rule) + PENALTIES),
            Stream.of("rmsprop --momentum 0.9" + PENALTIES, "lbfgs --history 2"))
        .flatMap(rule -> Stream.of(rule + " --engine job", rule + " --engine resident"));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerResumesToTheSameBitsOnBothEngines(String choice) throws IOException {
    String run =
        "--data @data.csv --output @run --hidden 4 --epochs 3 --tasks 1 --checkpoint-every 1"
            + " --optimizer "
            + choice;
    train(run).done();
    byte[] expected = model();
    killAfter(checkpoints().size() - 2);
    assertThat(train(run + " --resume").done().out()).contains("Resuming  after step ");
    assertThat(model()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"job", "resident"})
  void layersOfEveryKindResumeToTheSameBits(String engine) throws IOException {
    folder.insects("data.csv", 128); // 32 rows of each shard per step, for batch-norm
    String run =
        "--data=@data.csv|--output=@run|--network=dense 16, batch-norm, silu, dropout 0.1,"
            + " residual(dense 16, layer-norm, mish)|--epochs=4|--batch-size=64|--shards=2"
            + "|--checkpoint-every=1|--average=0.9|--engine="
            + engine;
    trainInWords(run).done();
    byte[] expected = model();
    List<List<Object>> rows = log();
    assertThat(checkpoints()).hasSizeGreaterThan(1);
    killAfter(0);
    assertThat(trainInWords(run + "|--resume").done().out()).contains("Resuming  after step ");
    assertThat(model()).isEqualTo(expected);
    assertThat(log()).isEqualTo(rows);
  }

  /** Trains with options that contain spaces, separated by bars. */
  private CommandResult trainInWords(String options) {
    return CommandResult.of(
        Stream.of(("train|--preset=plain-sgd|" + options).split("\\|", -1))
            .map(word -> word.replace("@", path + "/"))
            .toArray(String[]::new));
  }

  @Test
  void aRunWithoutACheckpointStartsAgain() throws IOException {
    train(RUN).done();
    byte[] expected = model();
    List<List<Object>> rows = log();
    killAfter(-1);
    assertThat(train(RUN + " --resume").done().out())
        .contains("Resuming  from the beginning: there is no valid checkpoint");
    assertThat(model()).isEqualTo(expected);
    assertThat(log()).isEqualTo(rows);
  }

  private CommandResult trainWithDataInitialisation(String... more) {
    String options =
        "train|--preset|plain-sgd|--quiet|--data|@data.csv|--output|@run|--epochs|2|--network"
            + "|dense 4 data, silu|--engine|resident";
    return CommandResult.of(
        Stream.concat(Stream.of(options.split("\\|", -1)), Stream.of(more))
            .map(word -> word.replace("@", path + "/"))
            .toArray(String[]::new));
  }

  @Test
  @Timeout(120)
  void withoutACheckpointLayersInitialiseFromTheDataEvenIfTasksHoldAllCores() throws IOException {
    trainWithDataInitialisation().done();
    byte[] expected = model();
    killAfter(-1);
    trainWithDataInitialisation("--resume").done();
    assertThat(model()).isEqualTo(expected);
  }

  @Test
  @Timeout(120)
  void afterARollbackToTheStartLayersInitialiseFromTheDataAgain() {
    assertThat(
            trainWithDataInitialisation("--on-nan", "rollback", "--learning-rate", "1e30")
                .complaint(4))
        .contains("diverged");
  }

  @Test
  void aFinishedRunIsReportedAndLeftUnchanged() throws IOException {
    train(RUN).done();
    String before = folder.contents();
    assertThat(train(RUN + " --resume").done().lines())
        .containsExactly(
            "completed: "
                + record().path("ended").path("detail").asText()
                + "; this run is already done");
    assertThat(folder.contents()).isEqualTo(before);
  }

  @Test
  void resumingInANewDirectoryStartsARun() throws IOException {
    train(RUN + " --resume").done();
    assertThat(path.resolve("run/model.npz")).exists();
  }

  @Test
  void anUnfinishedRunIsReplacedOrResumedOnlyOnRequest() throws IOException {
    train(RUN).done();
    killAfter(0);
    assertThat(mistake(RUN))
        .isEqualTo(
            "[@run] expected a new directory but found an unfinished run (running); --resume"
                + " continues it, --overwrite replaces it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --learning-rate 0.5 --seed 7 | --learning-rate 0.5 instead of 0.001, --seed 7 instead of 1
          --l2 0.1                     | --l2 0.1 instead of 0.0
          --shards 5                   | --shards 5 instead of 2
          --max-steps 3                | --max-steps 3
          --test-fraction 0.1          | --test-fraction 0.1
          """)
  void changedSettingsAreRefusedByName(String options, String difference) throws IOException {
    train(RUN).done();
    String expected = "[@run] expected the settings of the run to resume but found " + difference;
    assertThat(mistake(RUN + " --resume " + options)).as("done").isEqualTo(expected);
    killAfter(0);
    assertThat(mistake(RUN + " --resume " + options)).as("unfinished").isEqualTo(expected);
  }

  @Test
  void theEngineCanChange() throws IOException {
    train(RUN + " --shards 3").done();
    byte[] expected = model();
    killAfter(1);
    // The number of shards stays that of the run, whatever the number of cores now.
    train(RUN.replace("--engine job", "--engine resident") + " --resume --quiet").done();
    assertThat(model()).isEqualTo(expected);
  }

  @Test
  void changedDataIsRefusedByName() throws IOException {
    train(RUN).done();
    killAfter(0);
    String csv = Files.readString(path.resolve("data.csv"));
    Files.writeString(path.resolve("data.csv"), csv + "1,1,ant\n");
    assertThat(resumeOfOtherData())
        .isEqualTo(
            "[@run] expected the data of the run to resume but found file:@data.csv with "
                + Text.format(
                    "%,d bytes instead of %,d, 49 training rows instead of 48",
                    csv.length() + 8, csv.length()));
    Files.writeString(path.resolve("data.csv"), csv.replaceFirst(",ant", ",bee"));
    assertThat(resumeOfOtherData())
        .startsWith("[@run] expected the data of the run to resume but found other rows");
    Files.delete(path.resolve("data.csv"));
    assertThat(resumeOfOtherData())
        .isEqualTo("[file:@data.csv] expected a file or a directory but found nothing there");
  }

  private String resumeOfOtherData() {
    return train(RUN + " --resume --quiet").complaint(3).replace(path + "/", "@");
  }

  @Test
  void theSameRowsWithAnotherModificationTimeAreAccepted() throws IOException {
    train(RUN).done();
    byte[] expected = model();
    killAfter(0);
    Files.setLastModifiedTime(path.resolve("data.csv"), FileTime.fromMillis(1_000_000_000_000L));
    assertThat(train(RUN + " --resume").done().out())
        .contains("Note      modified since, but with the same rows: file:" + path + "/data.csv");
    assertThat(model()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"truncated", "flipped", "empty"})
  void aDamagedCheckpointIsSkipped(String damage) throws IOException {
    train(RUN).done();
    byte[] expected = model();
    List<List<Object>> rows = log();
    killAfter(checkpoints().size() - 1);
    Path newest = checkpoints().get(checkpoints().size() - 1);
    damage(newest, damage);
    assertThat(train(RUN + " --resume").done().out())
        .contains(
            "Note      skipping a checkpoint that is not valid: [file:" + newest + "] expected")
        .contains("Resuming  after step ");
    assertThat(model()).isEqualTo(expected);
    assertThat(log()).isEqualTo(rows);
    WholeRun.assertTidy(path.resolve("run"), "completed");
  }

  private static void damage(Path file, String damage) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case "truncated" -> bytes = java.util.Arrays.copyOf(bytes, bytes.length / 2);
      case "flipped" -> bytes[10] ^= 1; // the time of an entry, which no reader uses
      default -> bytes = new byte[0];
    }
    Files.write(file, bytes);
  }

  @Test
  void damagedCheckpointsDoNotDisplaceGoodOnes() throws IOException {
    train(RUN).done();
    byte[] expected = model();
    List<List<Object>> rows = log();
    killAfter(checkpoints().size() - 1);
    List<Path> newest = checkpoints();
    for (Path damaged : newest.subList(1, newest.size())) {
      Files.write(damaged, new byte[0]);
    }
    // Continues from the oldest, and is killed again after the first checkpoint it writes.
    train(RUN + " --resume").done();
    assertThat(checkpoints()).allSatisfy(path -> assertThat(path).isNotEmptyFile());
    killAfter(0);
    train(RUN + " --resume").done();
    assertThat(model()).isEqualTo(expected);
    assertThat(log()).isEqualTo(rows);
  }

  @Test
  void aCheckpointThatCannotBeReadEndsTheRunAndStays() throws IOException {
    train(RUN).done();
    killAfter(checkpoints().size() - 1);
    Path newest = checkpoints().get(checkpoints().size() - 1);
    List<Path> before = checkpoints();
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      Configuration hadoop = SparkForTests.session().sparkContext().hadoopConfiguration();
      files.configure(hadoop);
      files.onPath(newest.getFileName().toString(), Operation.READ, Fault.THROWS, 1);
      assertThat(train(RUN + " --resume --quiet").complaint(1))
          .isEqualTo("[file:" + newest + "] could not be read: injected fault");
      files.unconfigure(hadoop);
    }
    assertThat(checkpoints()).isEqualTo(before);
    train(RUN + " --resume").done();
  }

  @Test
  void changedInitialWeightsAreRefused() throws IOException {
    train("--data @data.csv --output @first --hidden 4 --epochs 1").done();
    String run = RUN + " --init-from @first/model.npz";
    train(run).done();
    byte[] expected = model();
    killAfter(-1);
    Files.move(path.resolve("first"), path.resolve("kept"));
    train("--data @data.csv --output @first --hidden 4 --epochs 2").done();
    assertThat(train(run + " --resume --quiet").complaint(3).replace(path + "/", "@"))
        .startsWith(
            "[@first/model.npz] expected the initial weights that the run began with but found"
                + " others: CRC-32C ");
    Files.move(path.resolve("first"), path.resolve("later"));
    Files.move(path.resolve("kept"), path.resolve("first"));
    train(run + " --resume").done();
    assertThat(model()).isEqualTo(expected);
  }

  @Test
  void withACheckpointTheInitialWeightsAreNotReadAgain() throws IOException {
    train("--data @data.csv --output @first --hidden 4 --epochs 1").done();
    String run = RUN + " --init-from @first/model.npz";
    train(run).done();
    byte[] expected = model();
    killAfter(0);
    Files.move(path.resolve("first"), path.resolve("gone"));
    train(run + " --resume").done();
    assertThat(model()).isEqualTo(expected);
  }

  @Test
  void otherNamesInTheSameRowsAreRefused() throws IOException {
    train(RUN).done();
    killAfter(0);
    String csv = Files.readString(path.resolve("data.csv"));
    Files.writeString(path.resolve("data.csv"), csv.replace(",ant", ",ape"));
    assertThat(resumeOfOtherData())
        .isEqualTo(
            "[@run] expected the data of the run to resume but found the same rows with other"
                + " names of columns or classes");
  }

  @Test
  void aRunThatWasBeingReplacedIsNotTakenForFinished() throws IOException {
    train(RUN).done();
    byte[] expected = model();
    // As --overwrite leaves the run if it is killed during its deletions.
    Files.delete(path.resolve("run/model.npz"));
    ObjectNode record = JSON.createObjectNode().put("written_by", "lockstep");
    record.putObject("ended").put("how", "replaced");
    JSON.writeValue(path.resolve("run/run.json").toFile(), record);
    train(RUN + " --resume").done();
    assertThat(model()).isEqualTo(expected);
  }

  @Test
  void aCheckpointCanBeUsedAsAModel() throws IOException {
    train(RUN).done();
    CommandResult result =
        CommandResult.of(
            "evaluate",
            "--model",
            checkpoints().get(0).toString(),
            "--data",
            path + "/data.csv",
            "--quiet");
    assertThat(result.done().out()).contains("accuracy");
  }

  @ParameterizedTest
  @CsvSource({"truncated", "flipped", "empty"})
  void aDamagedCheckpointRequestedByNameIsRefused(String damage) throws IOException {
    train(RUN).done();
    Path checkpoint = checkpoints().get(0);
    damage(checkpoint, damage);
    for (String command :
        List.of(
            "evaluate --data @data.csv --model",
            "predict --data @data.csv --output @predicted.csv --model",
            "train --quiet --data @data.csv --output @another --init-from",
            "inspect")) {
      String line = command.replace("@", path + "/") + " " + checkpoint;
      assertThat(CommandResult.of(line.split(" ", -1)).mistake(3))
          .as(command)
          .matches("\\[(file:)?" + checkpoint + ".*\\] expected .* but found .*");
    }
  }

  @Test
  void anUnfinishedRunIsRefusedAsAModelWithAHintToItsCheckpoints() throws IOException {
    train(RUN).done();
    killAfter(0);
    assertThat(
            CommandResult.of("evaluate", "--model", path + "/run", "--data", path + "/data.csv")
                .mistake(3))
        .isEqualTo(
            Text.format(
                    "[%s/run] expected model.npz in this directory but found a run that has not"
                        + " ended; each",
                    path)
                + " of its checkpoints is a model too");
  }

  // --- Divergence ------------------------------------------------------------------------------

  private static final String STEEP =
      "--data @data.csv --output @run --hidden none --task regression --target x --scale none"
          + " --batch-size 60 --epochs 600 --shuffle none --engine job --on-nan rollback";

  @Test
  void aDivergingRunRollsBackWithHalfTheLearningRate() throws IOException {
    folder.sums("data.csv", 60);
    String steep =
        STEEP.replace("--target x", "--target sum --learning-rate 6 --checkpoint-every 200");
    String told = train(steep).done().out();
    assertThat(told)
        .containsPattern(
            "Note {6}the loss or its gradient is no longer finite at step \\d+ \\(epoch \\d+\\):"
                + " back to the start with 1/2 of the learning rate")
        .containsPattern(": back to step 200 \\(epoch 201\\) with 1/8 of the learning rate");
    byte[] expected = model();
    train(steep + " --overwrite --quiet").done();
    assertThat(model()).as("the same bits again").isEqualTo(expected);
    List<List<Object>> rows = log();
    assertThat(rows).hasSize(600);
    killAfter(0);
    train(steep + " --resume --quiet").done();
    assertThat(model()).as("the same bits when resumed").isEqualTo(expected);
    assertThat(log()).isEqualTo(rows);
  }

  @Test
  void aDivergingRunRollsBackAtMostThreeTimes() throws IOException {
    folder.sums("data.csv", 60);
    String steep = STEEP.replace("--target x", "--target sum --learning-rate 1e30");
    CommandResult result = train(steep);
    assertThat(result.out())
        .contains("with 1/2 of the learning rate", "with 1/8 of the learning rate")
        .doesNotContain("with 1/16");
    assertThat(result.complaint(4))
        .startsWith("[" + path + "/run] diverged: the weights are no longer finite after step 2")
        .endsWith("; the last good model was kept; a smaller --learning-rate often helps");
    assertThat(record().path("ended").path("how").asText()).isEqualTo("diverged");
    assertThat(train(steep + " --resume").complaint(4)).as("again").isEqualTo(result.complaint(4));
  }
}
