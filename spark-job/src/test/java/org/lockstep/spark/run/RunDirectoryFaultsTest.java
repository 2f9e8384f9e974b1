package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Kind;

/** What is left of a run's directory after a crash, on each kind of file system. */
class RunDirectoryFaultsTest {
  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void nameRun() {
    run = folder.resolve("run");
  }

  private static String record(String how) {
    return "{\"written_by\": \"lockstep\", \"ended\": {\"how\": \"" + how + "\"}}";
  }

  private RunDirectory check(FailingFiles files, boolean overwrite) throws IOException {
    return RunDirectory.check(
        files.path(run).toString(),
        overwrite ? ExistingOutput.REPLACE : ExistingOutput.REFUSE,
        files.configuration());
  }

  private static void writeRecord(FailingFiles files, RunDirectory directory, String how)
      throws IOException {
    byte[] bytes = record(how).getBytes(StandardCharsets.UTF_8);
    Published.write(directory.record(), files.configuration(), out -> out.write(bytes));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aCrashWhileTheRecordIsReplacedLeavesTheOldOrTheNewOne(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      RunDirectory directory = check(files, false);
      directory.begin();
      writeRecord(files, directory, "running");
      files.restart();
      writeRecord(files, directory, "completed");
      long all = files.operations();
      for (long n = 1; n <= all; n++) {
        files.restart();
        writeRecord(files, directory, "running");
        files.powerCutAt(n);
        assertThatThrownBy(() -> writeRecord(files, directory, "completed"))
            .isInstanceOf(IOException.class);

        files.restart();
        Published.restore(directory.record(), files.configuration());
        assertThat(Files.readString(run.resolve("run.json")))
            .as("crash at %d", n)
            .isIn(record("running"), record("completed"));
        assertThatThrownBy(() -> check(files, false))
            .as("crash at %d", n)
            .isInstanceOf(BadInputException.class)
            .hasMessageMatching(
                ".*but found (a run \\(completed\\);|an unfinished run \\(running\\); --resume"
                    + " continues it,) --overwrite replaces it");
        assertThat(files.openStreams()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void afterACrashDuringAReplacementTheRunCanBeReplacedAgain(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      writeCompletedRun();
      check(files, true).begin();
      long all = files.operations();
      for (long n = 1; n <= all; n++) {
        writeCompletedRun();
        files.restart();
        files.crashAt(n);
        assertThatThrownBy(() -> check(files, true).begin()).isInstanceOf(IOException.class);
        files.restart();
        if (!Files.exists(run.resolve("model.npz"))) {
          assertThat(Files.readString(run.resolve("run.json")))
              .as("crash at %d", n)
              .doesNotContain("completed");
        }
        check(files, true).begin();
        assertThat(run).as("crash at %d", n).isEmptyDirectory();
        assertThat(files.openStreams()).isZero();
      }
    }
  }

  private void writeCompletedRun() throws IOException {
    Files.createDirectories(run.resolve("log"));
    Files.createDirectories(run.resolve("checkpoints"));
    Files.writeString(run.resolve("run.json"), record("completed"));
    Files.writeString(run.resolve("model.npz"), "m");
    Files.writeString(run.resolve(".model.npz.tmp"), "half");
    Files.writeString(run.resolve("log/epochs-00000.parquet"), "l");
    Files.writeString(run.resolve("checkpoints/checkpoint-000000000001-00000000.npz"), "c");
  }
}
