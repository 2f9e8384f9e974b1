package org.lockstep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Fault;
import org.lockstep.spark.testing.FailingFiles.Kind;
import org.lockstep.spark.testing.FailingFiles.Operation;

/** What is left of a file when publishing it fails, on each kind of file system. */
class PublishedFaultsTest {
  private static final String OLD = "the old file";
  private static final String NEW = "the new file, which is longer";

  @TempDir private Path folder;
  private Path local;

  @BeforeEach
  void nameFile() {
    local = folder.resolve("a.txt");
  }

  private org.apache.hadoop.fs.Path path(FailingFiles files) {
    return files.path(local);
  }

  /** Writes in two pieces, so that a fault can fall between them. */
  private void write(FailingFiles files, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    Published.write(
        path(files),
        files.configuration(),
        out -> {
          out.write(bytes, 0, 5);
          out.flush();
          out.write(bytes, 5, bytes.length - 5);
        });
  }

  private long operationsToReplace(FailingFiles files) throws IOException {
    write(files, OLD);
    files.restart();
    write(files, NEW);
    return files.operations();
  }

  private enum Crash {
    KILLED,
    POWER_CUT;

    void at(long n, FailingFiles files) {
      if (this == KILLED) {
        files.crashAt(n);
      } else {
        files.powerCutAt(n);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOCAL, KILLED", "LOCAL, POWER_CUT",
    "HDFS, KILLED", "HDFS, POWER_CUT",
    "OBJECT_STORE, KILLED", "PLAIN, KILLED"
  })
  void aCrashAtAnyOperationLeavesTheOldOrTheNewFile(Kind kind, Crash crash) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      long all = operationsToReplace(files);
      for (long n = 1; n <= all; n++) {
        files.restart();
        write(files, OLD);
        crash.at(n, files);
        assertThatThrownBy(() -> write(files, NEW)).isInstanceOf(IOException.class);
        assertThat(files.openStreams()).as("crash at %d", n).isZero();

        files.restart();
        if (kind == Kind.PLAIN) {
          Published.restore(path(files), files.configuration());
        }
        assertThat(Files.readString(local)).as("crash at %d", n).isIn(OLD, NEW);
        Published.cleanUp(files.path(folder), files.configuration());
        assertThat(Folders.files(folder)).as("crash at %d", n).containsExactly("a.txt");
        assertThat(Files.readString(local)).as("crash at %d", n).isIn(OLD, NEW);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aCrashDuringTheFirstWriteLeavesNoFileOrACompleteOne(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      write(files, NEW);
      long all = files.operations();
      for (long n = 1; n <= all; n++) {
        files.restart();
        Files.deleteIfExists(local);
        files.powerCutAt(n);
        assertThatThrownBy(() -> write(files, NEW)).isInstanceOf(IOException.class);
        files.restart();
        Published.cleanUp(files.path(folder), files.configuration());
        assertThat(Folders.files(folder)).as("crash at %d", n).isIn(List.of(), List.of("a.txt"));
        if (Files.exists(local)) {
          assertThat(Files.readString(local)).as("crash at %d", n).isEqualTo(NEW);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theNextWriteReplacesWhatACrashLeft(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      long all = operationsToReplace(files);
      for (long n = 1; n <= all; n++) {
        files.restart();
        write(files, OLD);
        files.crashAt(n);
        assertThatThrownBy(() -> write(files, NEW)).isInstanceOf(IOException.class);
        files.restart();
        write(files, NEW);
        assertThat(Files.readString(local)).as("crash at %d", n).isEqualTo(NEW);
        assertThat(Folders.files(folder)).as("crash at %d", n).containsExactly("a.txt");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void oneFailureAtAnyOperationIsReportedAndLeavesTheOldOrTheNewFile(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      long all = operationsToReplace(files);
      for (long n = 1; n <= all; n++) {
        files.restart();
        write(files, OLD);
        files.failAt(n);
        assertThatThrownBy(() -> write(files, NEW))
            .as("failure at %d", n)
            .isInstanceOf(IOException.class)
            .hasMessageMatching(
                "\\Q[" + path(files) + "]\\E could not be (written|published): injected fault");
        assertThat(files.openStreams()).as("failure at %d", n).isZero();
        assertThat(Files.readString(local)).as("failure at %d", n).isIn(OLD, NEW);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOCAL, THROWS, injected fault",
    "LOCAL, RETURNS_FALSE, the rename of .a.txt.tmp to a.txt returned false",
    "LOCAL, DOES_NOTHING, .a.txt.tmp is still there after its rename",
    "HDFS, THROWS, injected fault",
    "HDFS, DOES_NOTHING, .a.txt.tmp is still there after its rename",
    "PLAIN, THROWS, injected fault",
    "PLAIN, RETURNS_FALSE, the rename of a.txt to .a.txt.before.tmp returned false",
    "PLAIN, DOES_NOTHING, .a.txt.tmp is still there after its rename"
  })
  void aRenameThatFailsOrDoesNothingIsAnErrorAndKeepsTheOldFile(
      Kind kind, Fault fault, String message) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      write(files, OLD);
      files.always(Operation.RENAME, fault);
      assertThatThrownBy(() -> write(files, NEW))
          .isInstanceOf(NotPublishedException.class)
          .hasMessage("[" + path(files) + "] could not be published: " + message);
      assertThat(Files.readString(local)).isEqualTo(OLD);
      assertThat(Folders.files(folder)).containsExactly("a.txt");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "HDFS", "PLAIN"})
  void aRenameThatLosesTheFileIsAnError(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      files.always(Operation.RENAME, Fault.LOSES_BOTH);
      assertThatThrownBy(() -> write(files, NEW))
          .isInstanceOf(NotPublishedException.class)
          .hasMessage(
              "[" + path(files) + "] could not be published: it is absent after its rename");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOCAL, CREATE, DENIED, Permission denied",
    "LOCAL, WRITE, NO_SPACE, No space left on device",
    "LOCAL, SYNC, NO_SPACE, No space left on device",
    "LOCAL, CLOSE, NO_SPACE, No space left on device",
    "HDFS, CREATE, DENIED, Permission denied",
    "HDFS, WRITE, NO_SPACE, No space left on device",
    "HDFS, SYNC, THROWS, injected fault",
    "HDFS, CLOSE, THROWS, injected fault",
    "OBJECT_STORE, CREATE, DENIED, Permission denied",
    "OBJECT_STORE, WRITE, THROWS, injected fault",
    "OBJECT_STORE, CLOSE, THROWS, injected fault",
    "PLAIN, CREATE, DENIED, Permission denied",
    "PLAIN, WRITE, NO_SPACE, No space left on device",
    "PLAIN, CLOSE, THROWS, injected fault"
  })
  void aFileThatCannotBeWrittenIsNamedAndTheOldFileKept(
      Kind kind, Operation operation, Fault fault, String message) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      write(files, OLD);
      files.always(operation, fault);
      assertThatThrownBy(() -> write(files, NEW))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("[" + path(files) + "] could not be written: " + message);
      assertThat(Files.readString(local)).isEqualTo(OLD);
      assertThat(Folders.files(folder)).containsExactly("a.txt");
      assertThat(files.openStreams()).isZero();
    }
  }

  @Test
  void anObjectIsWrittenUnderItsFinalNameAndNeverCopied() throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.OBJECT_STORE)) {
      write(files, OLD);
      write(files, NEW);
      assertThat(Files.readString(local)).isEqualTo(NEW);
      assertThat(files.trace())
          .contains("CREATE a.txt")
          .noneMatch(operation -> operation.startsWith("RENAME"))
          .noneMatch(operation -> operation.contains("tmp"));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aWriterThatFailsAfterClosingItsStreamPublishesNothing(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      write(files, OLD);
      assertThatThrownBy(
              () ->
                  Published.write(
                      path(files),
                      files.configuration(),
                      out -> {
                        out.write(1);
                        out.close();
                        throw new IllegalStateException("a mistake");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(Files.readString(local)).isEqualTo(OLD);
      assertThat(Folders.files(folder)).containsExactly("a.txt");
      assertThat(files.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void incompleteParquetIsNotPublished(Kind kind) throws IOException {
    MessageType type = Types.buildMessage().required(PrimitiveTypeName.INT32).named("i").named("t");
    try (FailingFiles files = FailingFiles.like(kind)) {
      write(files, OLD);
      assertThatThrownBy(
              () ->
                  ParquetFile.write(
                      path(files),
                      files.configuration(),
                      type,
                      sink -> {
                        SimpleGroup row = new SimpleGroup(type);
                        row.add("i", 1);
                        sink.add(row);
                        throw new IOException("the second row is gone");
                      }))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("[" + path(files) + "] could not be written: the second row is gone");
      assertThat(Files.readString(local)).isEqualTo(OLD);
      assertThat(Folders.files(folder)).containsExactly("a.txt");
      assertThat(files.openStreams()).isZero();
    }
  }

  @Test
  void cleaningUpLeavesOtherFilesAlone() throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.PLAIN)) {
      Files.writeString(folder.resolve(".a.txt.tmp"), "half");
      Files.writeString(folder.resolve(".b.txt.before.tmp"), "whole");
      Files.writeString(folder.resolve(".hidden"), "someone's");
      Files.writeString(folder.resolve("c.tmp"), "someone's");
      Files.createDirectories(folder.resolve(".d.tmp"));
      Files.writeString(folder.resolve(".d.tmp/e"), "someone's");
      Published.cleanUp(files.path(folder), files.configuration());
      assertThat(Folders.files(folder)).containsExactly(".d.tmp/e", ".hidden", "b.txt", "c.tmp");
      Published.cleanUp(files.path(folder.resolve("absent")), files.configuration());
    }
  }

  @Test
  void anIOExceptionThatALibraryHasWrappedIsReportedAsTheFiles() throws IOException {
    try (FailingFiles files = FailingFiles.like(Kind.LOCAL)) {
      org.apache.hadoop.fs.Path path = files.path(folder.resolve("a"));
      assertThatThrownBy(
              () ->
                  Published.write(
                      path,
                      files.configuration(),
                      out -> {
                        throw new IllegalStateException(new IOException("No space left on device"));
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("[" + path + "] could not be written: No space left on device");
      assertThat(Folders.files(folder)).isEmpty();
    }
  }
}
