package org.lockstep.spark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.UnreadableException;
import org.lockstep.spark.store.Folders;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;

class RunDirectoryTest {
  @TempDir private Path folder;
  private final Configuration configuration = new Configuration();
  private Path run;

  @BeforeEach
  void nameRun() {
    run = folder.resolve("run");
  }

  private RunDirectory check(boolean overwrite) throws IOException {
    return RunDirectory.check(
        run.toString(), overwrite ? ExistingOutput.REPLACE : ExistingOutput.REFUSE, configuration);
  }

  private void file(String name, String content) throws IOException {
    Path path = run.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void writeRun(String how) throws IOException {
    file("run.json", "{\"written_by\": \"lockstep\", \"ended\": {\"how\": \"" + how + "\"}}");
    file(".run.json.crc", "");
    file("model.npz", "m");
    file("loss.png", "p");
    file("log/epochs-00000.parquet", "l");
    file("log/.epochs-00000.parquet.crc", "l");
    file("log/.epochs-00000.parquet.tmp", "l");
    file("checkpoints/checkpoint-000000000012-0a1b2c3d.npz", "c");
    file("checkpoints/.checkpoint-000000000015-1a1b2c3d.npz.tmp", "c");
  }

  private void assertRefused(ThrowingCallable check, String message) {
    var before = Folders.files(folder);
    assertThatThrownBy(check)
        .isInstanceOf(BadInputException.class)
        .hasMessage("[" + run + "] expected " + message);
    assertThat(Folders.files(folder)).isEqualTo(before);
  }

  @Test
  void aNewDirectoryIsCreatedOnlyWhenTheRunBegins() throws IOException {
    RunDirectory directory = check(false);
    assertThat(run).doesNotExist();
    directory.begin();
    assertThat(run).isEmptyDirectory();
    assertThat(directory.model().toUri().getPath()).isEqualTo(run.resolve("model.npz").toString());
    assertThat(directory.log().toUri().getPath()).isEqualTo(run.resolve("log").toString());
    assertThat(directory.record().toUri().getPath()).isEqualTo(run.resolve("run.json").toString());
    assertThat(directory.path()).isEqualTo(directory.record().getParent());
  }

  @Test
  void filesThatAnotherRunWroteAfterTheFirstCheckAreNotTouched() throws IOException {
    RunDirectory checked = check(true);
    checked.checkUntouched();
    writeRun("completed");
    assertRefused(
        checked::checkUntouched,
        "the directory as it was when this run began but found that another run has written to it"
            + " since; run the same command again");
    check(true).checkUntouched();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEmptyDirectoryIsAccepted(boolean overwrite) throws IOException {
    Files.createDirectories(run);
    check(overwrite).begin();
    assertThat(run).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "running", "failed"})
  void aRunIsReplacedOnlyOnRequest(String how) throws IOException {
    writeRun(how);
    assertRefused(
        () -> check(false),
        "a new directory but found "
            + (how.equals("completed")
                ? "a run (completed); "
                : "an unfinished run (" + how + "); --resume continues it, ")
            + "--overwrite replaces it");

    RunDirectory directory = check(true);
    assertThat(run.resolve("model.npz")).exists(); // until the run begins
    directory.begin();
    assertThat(run).isEmptyDirectory();
  }

  @Test
  void aRunKilledWhileWritingAFileIsReplaced() throws IOException {
    writeRun("running");
    file(".model.npz.tmp", "half");
    file("..model.npz.tmp.crc", "half");
    check(true).begin();
    assertThat(run).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void otherFilesAreNeverReplaced(boolean overwrite) throws IOException {
    file("thesis.tex", "years");
    assertRefused(
        () -> check(overwrite),
        "a new directory, or one that holds only a run but found other files: thesis.tex");
    writeRun("completed");
    assertRefused(
        () -> check(overwrite),
        "a new directory, or one that holds only a run but found other files: thesis.tex");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "{}",
        "[]",
        "{\"written_by\": \"someone\"}",
        "{\"ended\": {\"how\": \"completed\"}}"
      })
  void aForeignRecordProtectsItsDirectory(String record) throws IOException {
    writeRun("completed");
    file("run.json", record);
    assertRefused(
        () -> check(true),
        "a new directory, or one that holds only a run but found files without a run.json of ours");
  }

  @Test
  void aRecordThatLooksLikeUtf32IsForeign() throws IOException {
    writeRun("completed");
    Path record = run.resolve("run.json");
    Files.write(record, new byte[] {0, 0, 0, '{', -1, -1, -1, -1});
    assertRefused(
        () -> check(true),
        "a new directory, or one that holds only a run but found files without a run.json of ours");
  }

  /** A user's files inside a run's directory stay, whatever their names. */
  @ParameterizedTest
  @CsvSource({
    "run.json/inside, run.json",
    "model.npz/inside, model.npz",
    ".log.backup/thesis.txt, .log.backup",
    ".log.backup, .log.backup",
    ".run.json.old, .run.json.old",
    ".model.npz.tmp/thesis.txt, .model.npz.tmp",
    ".thesis.txt.tmp, .thesis.txt.tmp",
    ".tmp, .tmp",
    ".crc, .crc",
    ".before.tmp, .before.tmp",
    "checkpoints/.tmp, checkpoints/.tmp",
    "checkpoints/checkpoint-9999999999999999999-00000000.npz,"
        + " checkpoints/checkpoint-9999999999999999999-00000000.npz",
    "checkpoints/.checkpoint-old/thesis.txt, checkpoints/.checkpoint-old",
    "checkpoints/.checkpoint-notes, checkpoints/.checkpoint-notes",
    "checkpoints/checkpoint-000000000001-00000000.npz/x,"
        + " checkpoints/checkpoint-000000000001-00000000.npz",
    "log/epochs-00001.parquet/thesis.txt, log/epochs-00001.parquet",
    "log/.epochs-mine.tmp, log/.epochs-mine.tmp",
    "log/epochs-1.parquet, log/epochs-1.parquet"
  })
  void onlyRegularFilesWithTheNamesOfARunAreReplaced(String foreign, String named)
      throws IOException {
    writeRun("completed");
    Path inTheWay = run.resolve(foreign);
    for (Path above = inTheWay.getParent(); !above.equals(run); above = above.getParent()) {
      Files.deleteIfExists(Files.isDirectory(above) ? above.resolve("none") : above);
    }
    file(foreign, "precious");
    assertRefused(
        () -> check(true),
        "a new directory, or one that holds only a run but found other files: " + named);
  }

  @Test
  void aFileNamedLogIsForeign() throws IOException {
    file("run.json", "{\"written_by\": \"lockstep\"}");
    file("log", "of a journey");
    assertRefused(
        () -> check(true),
        "a new directory, or one that holds only a run but found other files: log");
  }

  @Test
  void filesAddedAfterTheFirstCheckAreNotTouched() throws IOException {
    writeRun("completed");
    RunDirectory checked = check(true);
    file(".log.backup/thesis.txt", "precious");
    assertRefused(
        checked::checkUntouched,
        "a new directory, or one that holds only a run but found other files: .log.backup");
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_RIGHT", "NO_DESCRIPTOR"})
  void anUnreadableRecordIsNotTakenForAnAbsentOne(Fault fault) throws IOException {
    writeRun("completed");
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      files.onPath("run.json", Operation.OPEN, fault, Integer.MAX_VALUE);
      for (ExistingOutput ifThere : ExistingOutput.values()) {
        assertThatThrownBy(
                () ->
                    RunDirectory.check(files.path(run).toString(), ifThere, files.configuration()))
            .isInstanceOf(UnreadableException.class)
            .hasMessage(
                "[file:%s/run.json] could not be read: %s",
                run, fault == Fault.NO_RIGHT ? "no permission" : "Too many open files");
      }
    }
  }

  @Test
  void aRunsFilesWithoutARecordAreForeign() throws IOException {
    file("model.npz", "someone's");
    assertRefused(
        () -> check(true),
        "a new directory, or one that holds only a run but found files without a run.json of ours");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void foreignFilesInsideARunAreNeverReplaced(boolean overwrite) throws IOException {
    writeRun("completed");
    file("log/notes.txt", "why the second run was better");
    assertRefused(
        () -> check(overwrite),
        "a new directory, or one that holds only a run but found other files: log/notes.txt");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileInPlaceOfTheDirectoryIsRefused(boolean overwrite) throws IOException {
    Files.writeString(run, "content");
    assertRefused(() -> check(overwrite), "a directory to write the run to but found a file");
  }

  @Test
  void anInterruptedReplacementCanBeRepeated() throws IOException {
    writeRun("completed");
    configuration.setClass("fs.stubborn.impl", StubbornFileSystem.class, FileSystem.class);
    String name = "stubborn://" + run;
    RunDirectory directory = RunDirectory.check(name, ExistingOutput.REPLACE, configuration);
    assertThatThrownBy(directory::begin)
        .isInstanceOf(IOException.class)
        .hasMessage("[stubborn:" + run + "/log] could not be deleted");
    assertThat(run.resolve("log")).exists();
    check(true).begin();
    assertThat(run).isEmptyDirectory();
  }

  /** A local file system that never deletes a log and then returns false, as HDFS does. */
  static final class StubbornFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("stubborn:///");
    }

    @Override
    public boolean delete(org.apache.hadoop.fs.Path path, boolean recursive) throws IOException {
      return !path.getName().equals("log") && super.delete(path, recursive);
    }
  }
}
