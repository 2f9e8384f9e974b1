package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.cli.ExitCode;
import org.lockstep.spark.testing.CommandResult;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;
import org.lockstep.spark.testing.Folder;
import org.lockstep.spark.testing.SparkForTests;

/** An existing but unreadable file of a run ends each command in one line that names it. */
@Timeout(300)
class UnreadableFilesTest {
  private static final int ALWAYS = Integer.MAX_VALUE;

  @TempDir private Path path;
  private Folder folder;
  private FailingFiles files;
  private String run;

  @BeforeEach
  void leaveAKilledRun() throws IOException {
    files = FailingFiles.like(Kind.HDFS);
    files.configure(hadoop());
    folder = new Folder(path);
    folder.insects("data.csv", 30);
    run = files.path(path.resolve("run")).toString();
    CommandResult.of(train("")).done();
    Path record = path.resolve("run/run.json");
    Files.writeString(record, Files.readString(record).replace("\"completed\"", "\"running\""));
  }

  @AfterEach
  void closeFiles() {
    files.unconfigure(hadoop());
    files.close();
  }

  private static Configuration hadoop() {
    return SparkForTests.session().sparkContext().hadoopConfiguration();
  }

  private String[] train(String more) {
    String line =
        Text.format(
            "train --preset=plain-sgd --data=%s --output=%s --hidden=3 --epochs=2"
                + " --checkpoint-every=1 --quiet %s",
            folder.of("data.csv"), run, more);
    return line.strip().split(" ", -1);
  }

  private String[] words(String command) {
    return command.startsWith("train")
        ? train(command.substring("train ".length()))
        : command.replace("@", folder.path() + "/").replace("RUN", run).split(" ", -1);
  }

  private void assertRefused(String command, String line) throws IOException {
    String before = folder.contents();
    CommandResult result = CommandResult.of(words(command));
    assertThat(result.err()).as(command).isEqualTo("lockstep: " + line + "\n");
    assertThat(result.code()).as(command).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(folder.contents()).as("nothing is written or deleted").isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --resume",
        "train --overwrite",
        "train ",
        "inspect RUN",
        "plot RUN --output @p.png"
      })
  void anUnreadableRecordIsNamed(String command) throws IOException {
    files.onPath("run.json", Operation.OPEN, Fault.NO_RIGHT, ALWAYS);
    assertRefused(
        command, "[" + run + "/run.json] expected a readable file but found no permission");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --resume",
        "inspect RUN/log",
        "inspect --csv RUN",
        "plot RUN --output @p.png"
      })
  void anUnreadableLogIsNamed(String command) throws IOException {
    files.onPath("epochs-00000.parquet", Operation.OPEN, Fault.NO_DESCRIPTOR, ALWAYS);
    String line =
        "["
            + run
            + "/log/epochs-00000.parquet] expected a readable file but found Too many open"
            + " files";
    if (command.startsWith("train")) {
      CommandResult result = CommandResult.of(words(command));
      assertThat(result.err()).isEqualTo("lockstep: " + line + "\n");
      assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
    } else {
      assertRefused(command, line);
    }
  }

  @Test
  void anUnreadableModelIsNamed() throws IOException {
    files.onPath("model.npz", Operation.OPEN, Fault.NO_RIGHT, ALWAYS);
    for (String command :
        new String[] {
          "evaluate --model RUN --data @data.csv",
          "predict --model RUN --data @data.csv --output @p.csv",
          "export --model RUN --to onnx --output @m.onnx"
        }) {
      assertRefused(
          command, "[" + run + "/model.npz] expected a readable file but found no permission");
    }
  }

  @Test
  void aDirectoryInPlaceOfTheModelIsNamed() throws IOException {
    Files.delete(path.resolve("run/model.npz"));
    Files.createDirectory(path.resolve("run/model.npz"));
    assertRefused(
        "evaluate --model RUN --data @data.csv",
        "[" + run + "/model.npz] expected a readable file but found a directory");
    assertRefused(
        "train --overwrite",
        "["
            + run
            + "] expected a new directory, or one that holds only a run but found other files:"
            + " model.npz");
  }

  /** It can be valid, so no older one is used, and nothing is deleted. */
  @Test
  void anUnreadableNewestCheckpointIsNamed() throws IOException {
    Path newest;
    try (Stream<Path> all = Files.list(path.resolve("run/checkpoints"))) {
      newest = all.sorted().reduce((one, next) -> next).orElseThrow();
    }
    files.onPath(newest.getFileName().toString(), Operation.OPEN, Fault.NO_RIGHT, ALWAYS);
    CommandResult result = CommandResult.of(train("--resume"));
    assertThat(result.err())
        .isEqualTo(
            "lockstep: ["
                + run
                + "/checkpoints/"
                + newest.getFileName()
                + "] could not be read: no permission\n");
    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(newest).exists();
  }

  @Test
  void anUnreadableCheckpointDirectoryIsNamed() throws IOException {
    files.onPath("run/checkpoints", Operation.LIST, Fault.NO_RIGHT, ALWAYS);
    assertRefused(
        "train --resume",
        "[" + run + "/checkpoints] expected a readable directory but found no permission");
  }
}
