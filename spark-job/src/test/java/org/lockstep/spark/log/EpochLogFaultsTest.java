package org.lockstep.spark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.spark.io.Folders;
import org.lockstep.spark.io.Published;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;
import org.lockstep.spark.testing.Reports;

/** What is left of the epoch log when writing it fails, on each kind of file system. */
class EpochLogFaultsTest {
  private static final String FILE = "epochs-00000.parquet";

  private static final Configuration LOCAL = new Configuration();

  @TempDir private Path folder;

  /** Writes epochs 1 and 2, then all three; the second write may fail. */
  private void writeTwice(FailingFiles files, Runnable between) {
    EpochLog log =
        new EpochLog(
            files.path(folder), files.configuration(), new EpochLogSchema("run-1", "job", 4));
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
    List<Integer> epochs = new ArrayList<>();
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.resolve(FILE).toString());
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
  void aCrashAtAnyOperationLeavesEachEpochOnceAndAtMostTheLastOnesMissing(Kind kind)
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
            .hasMessage(
                "[" + files.path(folder) + "/" + FILE + "] the epoch log could not be written");
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
}
