package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.store.Folders;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.LostShards;
import org.lockstep.spark.testing.SparkForTests;
import org.lockstep.spark.testing.WholeRun;

/** Whole runs whose output directory is on a failing file system. */
@Timeout(600)
class FailingRunIT {
  private static final int ALWAYS = Integer.MAX_VALUE;
  private static final Pattern CHECKPOINT =
      Pattern.compile("checkpoints/checkpoint-\\d{12}-[0-9a-f]{8}\\.npz");

  @TempDir private Path path;
  private FailingFiles files;
  private List<String> undisturbed;
  private byte[] expected;

  @BeforeEach
  void trainUndisturbed() throws IOException {
    files = FailingFiles.like(Kind.HDFS);
    files.configure(hadoop());
    new Folder(path).insects("data.csv", 30);
    train().done();
    undisturbed = names();
    expected = model();
    emptyRun();
    files.restart();
  }

  @AfterEach
  void closeFiles() {
    files.unconfigure(hadoop());
    files.close();
  }

  private static Configuration hadoop() {
    return SparkForTests.session().sparkContext().hadoopConfiguration();
  }

  private CommandResult train(String... more) {
    return trainTo(files.path(run()).toString(), more);
  }

  private CommandResult trainTo(String output, String... more) {
    return CommandResult.of(
        Stream.concat(
                Stream.of(
                    "train",
                    "--preset",
                    "plain-sgd",
                    "--data=" + path.resolve("data.csv"),
                    "--output=" + output,
                    "--hidden=3",
                    "--epochs=3",
                    "--batch-size=10",
                    "--optimizer=momentum",
                    "--shards=2",
                    "--checkpoint-every=1"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Path run() {
    return path.resolve("run");
  }

  /** The files of the run without its checkpoints, which depend on timing. */
  private List<String> names() {
    return Folders.files(run()).stream()
        .filter(name -> !CHECKPOINT.matcher(name).matches())
        .toList();
  }

  private byte[] model() throws IOException {
    return Files.readAllBytes(run().resolve("model.npz"));
  }

  private String end() throws IOException {
    return new ObjectMapper()
        .readTree(run().resolve("run.json").toFile())
        .path("ended")
        .path("how")
        .asText();
  }

  private List<Integer> epochs() {
    return SparkForTests.session()
        .read()
        .parquet(run() + "/log")
        .select("epoch")
        .collectAsList()
        .stream()
        .map((Row row) -> row.getInt(0))
        .toList();
  }

  private void emptyRun() throws IOException {
    try (Stream<Path> entries = Files.walk(run())) {
      for (Path entry : entries.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  /** A killed process leaves its lock; this JVM, its owner, still lives, so the test deletes it. */
  private void restart() throws IOException {
    files.restart();
    Files.deleteIfExists(run().resolve("lock.json"));
  }

  private void assertSameAsUndisturbed(String as) throws IOException {
    assertThat(model()).as(as).isEqualTo(expected);
    assertThat(epochs()).as(as).containsExactly(1, 2, 3);
    assertThat(end()).as(as).isEqualTo("completed");
    assertThat(names()).as(as).isEqualTo(undisturbed);
    assertThat(files.openStreams()).as(as).isZero();
  }

  @Test
  void aRunContinuesWithoutCheckpoints() throws IOException {
    files.onPath("/checkpoints/", Operation.CREATE, Fault.NO_SPACE, ALWAYS);
    assertThat(train().done().out())
        .containsOnlyOnce("completed: all 3 epochs done")
        .contains("Note      no checkpoint, the run goes on: [" + files.path(run()))
        .contains("No space left on device");
    assertThat(model()).isEqualTo(expected);
    assertThat(epochs()).containsExactly(1, 2, 3);
    assertThat(end()).isEqualTo("completed");
    assertThat(Folders.files(run())).isEqualTo(undisturbed);
    assertThat(files.openStreams()).isZero();
  }

  @Test
  void aFullDiskIsReportedAsSuch() throws IOException {
    try (FailingFiles disk = FailingFiles.like(Kind.LOCAL)) {
      disk.configure(hadoop());
      disk.onPath("/checkpoints/", Operation.WRITE, Fault.NO_SPACE, ALWAYS);
      disk.onPath("/log/", Operation.WRITE, Fault.NO_SPACE, 1);
      disk.onPath("loss.png", Operation.WRITE, Fault.NO_SPACE, 1);
      assertThat(trainTo(run().toString()).done().out())
          .contains("Note      no checkpoint, the run goes on: [file:" + run() + "/checkpoints/")
          .contains("the epoch log can be written again")
          .contains("Note      the model is written, but could not be shown: [file:" + run());
      assertThat(model()).isEqualTo(expected);
      assertThat(epochs()).containsExactly(1, 2, 3);

      disk.onPath("model.npz", Operation.WRITE, Fault.NO_SPACE, 1);
      assertThat(trainTo(run().toString(), "--overwrite", "--quiet").complaint(1))
          .isEqualTo(
              "[file:" + run() + "/model.npz] could not be written: No space left on device");
      assertThat(end()).isEqualTo("failed");
      disk.unconfigure(hadoop());
      files.configure(hadoop());
    }
  }

  @Test
  void aLogThatCannotBeWrittenForAWhileIsCompleteInTheEnd() throws IOException {
    files.onPath("/log/", Operation.CREATE, Fault.NO_SPACE, 2);
    String out = train().done().out();
    assertThat(out)
        .containsOnlyOnce(
            "the epoch log could not be written: No space left on device; its rows are kept")
        .containsOnlyOnce("the epoch log can be written again");
    assertThat(model()).isEqualTo(expected);
    assertThat(epochs()).containsExactly(1, 2, 3);
    assertThat(files.openStreams()).isZero();
  }

  @Test
  void aLogThatCanNeverBeWrittenFailsTheRunAfterTheModel() throws IOException {
    files.onPath("/log/", Operation.CREATE, Fault.DENIED, ALWAYS);
    assertThat(train("--quiet").complaint(1))
        .isEqualTo(
            Text.format(
                "[%s/log/epochs-00000.parquet] the epoch log could not be written: Permission"
                    + " denied",
                files.path(run())));
    assertThat(model()).isEqualTo(expected);
    assertThat(end()).isEqualTo("failed");
    restart();
    train("--resume").done();
    assertSameAsUndisturbed("resumed");
  }

  @Test
  void aModelThatCannotBeWrittenFailsTheRun() throws IOException {
    files.onPath("model.npz", Operation.CLOSE, Fault.NO_SPACE, 1);
    assertThat(train("--quiet").complaint(1))
        .isEqualTo(
            Text.format(
                "[%s/model.npz] could not be written: No space left on device", files.path(run())));
    assertThat(run().resolve("model.npz")).doesNotExist();
    assertThat(end()).isEqualTo("failed");
    assertThat(run().resolve("lock.json")).doesNotExist();
    train("--resume").done();
    assertSameAsUndisturbed("resumed");
  }

  @ParameterizedTest
  @EnumSource(names = {"RETURNS_FALSE", "THROWS", "DOES_NOTHING", "LOSES_BOTH"})
  void aModelWhoseRenameFailsEndsTheRun(Fault fault) throws IOException {
    files.onPath(".model.npz", Operation.RENAME, fault, 9);
    assertThat(train("--quiet").complaint(1)).startsWith(Text.format("[%s/", files.path(run())));
    assertThat(run().resolve("model.npz")).doesNotExist();
    WholeRun.assertTidy(run(), "failed");
    restart();
    train("--resume").done();
    assertSameAsUndisturbed("resumed");
  }

  @Test
  void aCheckpointAbsentAfterItsRenameEndsTheRunAndEarlierOnesStay() throws IOException {
    files.before(
        "checkpoint-000000000003",
        Operation.OPEN, // it is read back, so it exists
        () -> files.onPath("/checkpoints/", Operation.RENAME, Fault.DOES_NOTHING, 1));
    assertThat(train("--quiet").complaint(1))
        .startsWith(Text.format("[%s/checkpoints/checkpoint-", files.path(run())))
        .contains("could not be published: ");
    assertThat(Folders.files(run().resolve("checkpoints")))
        .singleElement(STRING)
        .startsWith("checkpoint-000000000003-");
    assertThat(end()).isEqualTo("failed");
    train("--resume").done();
    assertSameAsUndisturbed("resumed");
  }

  @Test
  void missingPermissionsCostCheckpointsOrFailTheRunAtTheModel() throws IOException {
    files.onPath("/checkpoints/", Operation.CREATE, Fault.DENIED, ALWAYS);
    files.onPath("model.npz", Operation.CREATE, Fault.DENIED, ALWAYS);
    CommandResult result = train();
    assertThat(result.out()).contains("Note      no checkpoint, the run goes on: [");
    assertThat(result.complaint(1))
        .isEqualTo(
            Text.format(
                "[%s/model.npz] could not be written: Permission denied", files.path(run())));
    WholeRun.assertTidy(run(), "failed");
    restart();
    train("--resume").done();
    assertSameAsUndisturbed("resumed");
  }

  @Test
  void lossesAfterTheModelCostOnlyThePictures() throws IOException {
    Path data = path.resolve("data.csv");
    files.before(
        "model.npz",
        Operation.OPEN,
        () -> {
          assertThat(data.toFile().delete()).isTrue();
          LostShards.loseAll(SparkForTests.context());
        });
    assertThat(train().done().out())
        .contains("Note      the model is written, but could not be shown: ")
        .contains(data.toString());
    assertThat(model()).isEqualTo(expected);
    assertThat(epochs()).containsExactly(1, 2, 3);
    assertThat(end()).isEqualTo("completed");
    assertThat(run().resolve("lock.json")).doesNotExist();
  }

  @Test
  void aRunCrashedAtEveryFifthOperationResumesToTheSameBits() throws IOException {
    crashAtEach(5);
  }

  @Test
  @Tag("full")
  void aRunCrashedAtAnyOperationResumesToTheSameBits() throws IOException {
    crashAtEach(1);
  }

  private void crashAtEach(int stride) throws IOException {
    train().done();
    long all = files.operations();
    assertThat(all).isGreaterThan(100);
    for (long n = 1; n <= all; n += stride) {
      String at = "crash at operation " + n;
      emptyRun();
      files.restart();
      files.powerCutAt(n);
      CommandResult crashed = train("--quiet");
      restart();
      if (crashed.code() != 0) {
        crashed.complaint(crashed.code());
        assertThat(crashed.code()).as(at).isIn(1, 3);
      }
      train("--resume", "--quiet").done();
      assertSameAsUndisturbed(at);
    }
  }
}
