package org.lockstep.spark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.text.Text;
import org.lockstep.spark.store.Folders;
import org.lockstep.spark.store.NotPublishedException;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.store.WritePermit;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;
import org.lockstep.spark.testing.Reports;
import org.lockstep.spark.train.EpochReport;

/** What is left of the epoch log when writing it fails, on each kind of file system. */
class EpochLogFaultsTest {
  private static final String FILE = "epochs-00000.parquet";

  private static final Configuration LOCAL = new Configuration();

  @TempDir private Path folder;
  private final List<String> notices = new CopyOnWriteArrayList<>();

  private EpochLog log(FailingFiles files) {
    return log(files, () -> {});
  }

  private EpochLog log(FailingFiles files, WritePermit permit) {
    return new EpochLog(
        files.path(folder),
        files.configuration(),
        new EpochLogSchema("run-1", "job", 4),
        permit,
        notices::add);
  }

  /** Writes epochs 1 and 2, then all three; the second write may fail. */
  private void writeTwice(FailingFiles files, Runnable between) {
    EpochLog log = log(files);
    try {
      log.onEpoch(Reports.first(1).get(0));
      log.onEpoch(Reports.first(2).get(1));
      log.flush();
      between.run();
      log.onEpoch(Reports.first(3).get(2));
    } finally {
      log.close();
    }
  }

  private List<Integer> epochs() throws IOException {
    return epochs(FILE);
  }

  private List<Integer> epochs(String file) throws IOException {
    List<Integer> epochs = new ArrayList<>();
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.resolve(file).toString());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(LOCAL).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        epochs.add(row.getInteger("epoch", 0));
      }
    }
    return epochs;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void afterACrashAtAnyOperationEachEpochIsThereOnceExceptPerhapsTheLast(Kind kind)
      throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      writeTwice(files, files::restart);
      long all = files.operations();
      for (long n = 1; n <= all; n++) {
        long at = n;
        files.restart();
        assertThatThrownBy(() -> writeTwice(files, () -> files.powerCutAt(at)))
            .as("crash at %d", n)
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageStartingWith(
                Text.format(
                    "[%s/%s] the epoch log could not be written: crashed at operation ",
                    files.path(folder), FILE));
        assertThat(files.openStreams()).as("crash at %d", n).isZero();

        files.restart();
        Published.cleanUp(files.path(folder), files.configuration());
        assertThat(Folders.files(folder)).as("crash at %d", n).containsExactly(FILE);
        assertThat(epochs()).as("crash at %d", n).isIn(List.of(1, 2), List.of(1, 2, 3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"CREATE", "WRITE", "CLOSE", "RENAME"})
  void aFailureLeavesTheLogAsItWas(Operation operation) throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      assertThatThrownBy(() -> writeTwice(files, () -> files.always(operation, Fault.NO_SPACE)))
          .isInstanceOf(UncheckedIOException.class)
          .hasRootCauseMessage("No space left on device");
      assertThat(Folders.files(folder)).containsExactly(FILE);
      assertThat(epochs()).containsExactly(1, 2);
      assertThat(files.openStreams()).isZero();
    }
  }

  @Test
  void rowsThatCouldNotBeWrittenAreWrittenWithTheNext() throws Exception {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      List<EpochReport> reports = Reports.first(EpochLog.EPOCHS_PER_FILE + 2);
      EpochLog log = log(files);
      files.always(Operation.CREATE, Fault.NO_SPACE);
      for (EpochReport report : reports.subList(0, EpochLog.EPOCHS_PER_FILE + 1)) {
        log.onEpoch(report); // the last one begins the second file
      }
      Future<?> written = log.begin();
      assertThatThrownBy(written::get).hasRootCauseMessage("No space left on device");

      files.restart();
      log.onEpoch(reports.get(EpochLog.EPOCHS_PER_FILE + 1));
      log.close();
      assertThat(Folders.files(folder)).containsExactly(FILE, "epochs-00001.parquet");
      assertThat(epochs()).hasSize(EpochLog.EPOCHS_PER_FILE).startsWith(1).doesNotHaveDuplicates();
      assertThat(epochs("epochs-00001.parquet"))
          .containsExactly(EpochLog.EPOCHS_PER_FILE + 1, EpochLog.EPOCHS_PER_FILE + 2);
      assertThat(notices)
          .containsExactly(
              Text.format(
                  "[%s/%s] the epoch log could not be written: No space left on device; its rows"
                      + " are kept, and the run goes on",
                  files.path(folder), FILE),
              Text.format("[%s] the epoch log can be written again", files.path(folder)));
    }
  }

  @Test
  void aRunThatLostItsLockStopsWriting() throws IOException {
    Path file = folder.resolve("lock.json");
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL);
        RunLock lock = new RunLock("runs/x", files.path(file), LOCAL)) {
      lock.acquire("local-1", notices::add);
      EpochLog log = log(files, lock);
      log.onEpoch(Reports.first(1).get(0));
      log.flush();
      Files.writeString(
          file, "{\"id\": \"other\", \"user\": \"eve\", \"since\": \"2026-01-01T00:00:00Z\"}");
      log.onEpoch(Reports.first(2).get(1));
      assertThatThrownBy(log::close)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith(
              "[runs/x] expected to be the only run that writes to it but found it taken over by"
                  + " eve");
      assertThat(epochs()).containsExactly(1);
      assertThat(notices).isEmpty();
    }
  }

  @Test
  void aFileThatIsAbsentAfterItsRenameFailsTheRun() {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      EpochLog log = log(files);
      files.always(Operation.RENAME, Fault.DOES_NOTHING);
      log.onEpoch(Reports.first(1).get(0));
      Future<?> written = log.begin();
      assertThatThrownBy(written::get).isInstanceOf(ExecutionException.class);
      assertThatThrownBy(() -> log.onEpoch(Reports.first(5001).get(5000)))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(NotPublishedException.class);
      assertThat(notices).isEmpty();
    }
  }
}
