package org.lockstep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.store.CheckpointStore.Found;
import org.lockstep.spark.store.CheckpointStore.Stored;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;
import org.lockstep.spark.testing.SmallCheckpoints;

/** No crash and no file system fault costs more than the checkpoint being written. */
class CheckpointStoreTest {
  @TempDir private Path folder;
  private Path directory;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void nameDirectory() {
    directory = folder.resolve("checkpoints");
  }

  private CheckpointStore store(FailingFiles files) {
    return new CheckpointStore(files.path(directory), files.configuration());
  }

  private Optional<Long> newest(FailingFiles files) throws IOException {
    return store(files)
        .newest(checkpoint -> true, notices::add)
        .map(Found::checkpoint)
        .map(checkpoint -> checkpoint.position().stepsDone());
  }

  private void clear() throws IOException {
    if (Files.exists(directory)) {
      for (Path file : Folders.files(directory).stream().map(directory::resolve).toList()) {
        Files.delete(file);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aCrashAtAnyOperationLeavesThePreviousOrTheNewCheckpoint(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      store(files).write(SmallCheckpoints.after(5));
      files.restart();
      writeAndPrune(files, 9);
      long all = files.operations();
      assertThat(all).isGreaterThan(5);
      for (long n = 1; n <= all; n++) {
        for (boolean power : new boolean[] {false, true}) {
          files.restart();
          clear();
          store(files).write(SmallCheckpoints.after(5));
          files.restart();
          if (power) {
            files.powerCutAt(n);
          } else {
            files.crashAt(n);
          }
          assertThatThrownBy(() -> writeAndPrune(files, 9)).isInstanceOf(IOException.class);

          files.restart();
          assertThat(newest(files))
              .as("crash at %d of %d", n, all)
              .hasValueSatisfying(step -> assertThat(step).isIn(5L, 9L));
          assertThat(notices).as("crash at %d of %d", n, all).isEmpty();
          writeAndPrune(files, 12);
          assertThat(newest(files)).contains(12L);
          assertThat(Folders.files(directory)).as("leftovers are cleaned").hasSize(1);
          assertThat(files.openStreams()).isZero();
        }
      }
    }
  }

  private void writeAndPrune(FailingFiles files, long step) throws IOException {
    Stored stored = store(files).write(SmallCheckpoints.after(step));
    store(files).prune(kept -> kept == stored.step());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"THROWS", "RETURNS_FALSE", "DOES_NOTHING", "LOSES_BOTH"})
  void aRenameThatFailsOrDoesNothingIsAnErrorAndKeepsOlderCheckpoints(Fault fault)
      throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.HDFS)) {
      store(files).write(SmallCheckpoints.after(5));
      files.always(Operation.RENAME, fault);
      assertThatThrownBy(() -> store(files).write(SmallCheckpoints.after(9)))
          .isInstanceOf(NotPublishedException.class)
          .hasMessageStartingWith("[failing:" + directory + "/checkpoint-000000000009-");
      files.restart();
      assertThat(newest(files)).contains(5L);
    }
  }

  @ParameterizedTest
  @CsvSource({"CLOSE, THROWS", "WRITE, NO_SPACE", "CREATE, DENIED", "SYNC, THROWS"})
  void aCheckpointThatCannotBeWrittenIsNamed(Operation operation, Fault fault) throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.HDFS)) {
      store(files).write(SmallCheckpoints.after(5));
      files.always(operation, fault);
      assertThatThrownBy(() -> store(files).write(SmallCheckpoints.after(9)))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NotPublishedException.class)
          .hasMessageStartingWith("[failing:" + directory + "/checkpoint-000000000009-")
          .hasMessageContaining("could not be written");
      files.restart();
      assertThat(newest(files)).contains(5L);
      assertThat(Folders.files(directory)).hasSize(1);
    }
  }

  @Test
  void everyTruncatedOrChangedFileIsSkipped() throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      store(files).write(SmallCheckpoints.after(5));
      Stored newest = store(files).write(SmallCheckpoints.after(9));
      Path path = Path.of(newest.path().toUri().getPath());
      byte[] whole = Files.readAllBytes(path);
      for (int i = 0; i < whole.length; i += 11) {
        byte[] changed = whole.clone();
        changed[i] ^= 4;
        Files.write(path, changed);
        assertThat(newest(files)).as("byte %d", i).contains(5L);
        Files.write(path, Arrays.copyOf(whole, i));
        assertThat(newest(files)).as("%d bytes", i).contains(5L);
      }
      assertThat(notices)
          .allMatch(
              notice ->
                  notice.startsWith("skipping a checkpoint that is not valid: [" + newest.path()));
      assertThat(notices)
          .anyMatch(
              notice ->
                  notice.matches(
                      ".*expected the checksum in its name but found [0-9a-f]{8}: the file has"
                          + " changed since it was written"));
    }
  }

  @Test
  void aDamagedCheckpointRequestedByNameIsRefused() throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      Stored stored = store(files).write(SmallCheckpoints.after(9));
      Path path = Path.of(stored.path().toUri().getPath());
      byte[] bytes = Files.readAllBytes(path);
      bytes[bytes.length / 2] ^= 1;
      Files.write(path, bytes);
      assertThatThrownBy(() -> store(files).read(stored))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("[" + stored.path());
    }
  }

  @Test
  void checkpointsOfAnotherRunAreSkipped() throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      store(files).write(SmallCheckpoints.after(9));
      assertThat(
              store(files)
                  .newest(
                      checkpoint -> {
                        throw BadInputException.because("run", "another");
                      },
                      notices::add))
          .isEmpty();
      assertThat(notices).containsExactly("skipping a checkpoint that is not valid: [run] another");
    }
  }

  /** A checkpoint without read permission can still be valid. */
  @ParameterizedTest
  @EnumSource(names = {"NO_RIGHT", "NO_DESCRIPTOR"})
  void aCheckpointThatCannotBeOpenedIsNeitherSkippedNorDeleted(Fault fault) throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      store(files).write(SmallCheckpoints.after(5));
      Stored newest = store(files).write(SmallCheckpoints.after(9));
      List<String> before = Folders.files(directory);
      files.onPath("checkpoint-000000000009", Operation.OPEN, fault, Integer.MAX_VALUE);
      assertThatThrownBy(() -> newest(files))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "[%s] could not be read: %s",
              newest.path(), fault == Fault.NO_RIGHT ? "no permission" : "Too many open files");
      assertThat(Folders.files(directory)).isEqualTo(before);
      assertThat(notices).isEmpty();
    }
  }

  @Test
  void onlyFilesNamedLikeCheckpointsArePruned() throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      store(files).write(SmallCheckpoints.after(5));
      Files.createDirectory(directory.resolve(".checkpoint-old"));
      Files.createDirectory(directory.resolve(".checkpoint-000000000003-00000000.npz.tmp"));
      Files.writeString(directory.resolve(".checkpoint-notes"), "mine");
      Files.writeString(directory.resolve(".checkpoint-000000000004-00000000.npz.tmp"), "half");
      store(files).prune(step -> false);
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .containsExactlyInAnyOrder(
                ".checkpoint-old",
                ".checkpoint-000000000003-00000000.npz.tmp",
                ".checkpoint-notes");
      }
    }
  }
}
