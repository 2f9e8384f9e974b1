package org.lockstep.spark.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
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

/** A file is absent only if the file system says so. */
class PresenceTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("f"), "content");
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static org.apache.hadoop.fs.Path name(FailingFiles files, Path path) {
    return files.path(path);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anExistingFileIsRead(Kind kind) throws IOException {
    try (FailingFiles failing = FailingFiles.like(kind)) {
      var path = name(failing, file);
      FileSystem files = path.getFileSystem(failing.configuration());
      assertThat(Presence.read(files, path, PresenceTest::text)).contains("content");
      assertThat(Presence.isThere(files, path)).isTrue();
      assertThat(Presence.isDirectory(files, path)).isFalse();
      assertThat(Presence.isDirectory(files, path.getParent())).isTrue();
      assertThat(Listing.of(files, path.getParent())).hasSize(1);
      Presence.checkReadable(files, path);
      assertThat(failing.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"none", "none/below", "f/below", "f/below/it"})
  void aFileThatTheFileSystemCallsAbsentIsAbsent(String absent) throws IOException {
    for (Kind kind : Kind.values()) {
      try (FailingFiles failing = FailingFiles.like(kind)) {
        var path = name(failing, folder.resolve(absent));
        FileSystem files = path.getFileSystem(failing.configuration());
        assertThat(Presence.read(files, path, PresenceTest::text)).isEmpty();
        assertThat(Presence.isThere(files, path)).isFalse();
        assertThat(Listing.of(files, path)).isEmpty();
        assertThatThrownBy(() -> Presence.open(files, path))
            .isInstanceOf(FileNotFoundException.class);
      }
    }
  }

  /** Java and Hadoop report both as a file that was not found. */
  @ParameterizedTest
  @CsvSource({"NO_RIGHT, no permission", "NO_DESCRIPTOR, Too many open files"})
  void aFileThatCannotBeOpenedIsNotAbsent(Fault fault, String why) throws IOException {
    try (FailingFiles failing = FailingFiles.like(Kind.LOCAL)) {
      var path = name(failing, file);
      FileSystem files = path.getFileSystem(failing.configuration());
      failing.always(Operation.OPEN, fault);
      assertThatThrownBy(() -> Presence.read(files, path, PresenceTest::text))
          .isInstanceOf(UnreadableException.class)
          .hasMessage("[file:%s] could not be read: %s", file, why);
    }
  }

  @Test
  void aFileReplacedWhileItIsOpenedIsOpenedAgain() throws IOException {
    try (FailingFiles failing = FailingFiles.like(Kind.HDFS)) {
      var path = name(failing, file);
      FileSystem files = path.getFileSystem(failing.configuration());
      failing.onPath("/f", Operation.OPEN, Fault.NO_RIGHT, 1);
      assertThat(Presence.read(files, path, PresenceTest::text)).contains("content");
    }
  }

  @Test
  void aDirectoryCannotBeReadAsAFile() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    var path = new org.apache.hadoop.fs.Path(folder.toString());
    assertThatThrownBy(() -> Presence.open(files, path))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("[%s] could not be read: a directory", folder);
  }

  @Test
  void aNameThatTheSystemCannotResolveIsNotAbsent() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    Path ring = Files.createSymbolicLink(folder.resolve("ring"), Path.of("ring"));
    assertThatThrownBy(
            () -> Presence.isThere(files, new org.apache.hadoop.fs.Path(ring.toString())))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("[" + ring + "] could not be read: Too many levels of symbolic");
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("none"));
    assertThat(Presence.isThere(files, new org.apache.hadoop.fs.Path(dangling.toString())))
        .isFalse();
  }

  /** HDFS and S3A have their own exceptions for a missing permission. */
  @Test
  void aMissingPermissionIsReported() {
    FileSystem files = new Denying();
    var path = new org.apache.hadoop.fs.Path("denying:/f");
    String message = "[denying:/f] could not be read: no permission";
    assertThatThrownBy(() -> Presence.status(files, path)).hasMessage(message);
    assertThatThrownBy(() -> Presence.isThere(files, path)).hasMessage(message);
    assertThatThrownBy(() -> Listing.of(files, path)).hasMessage(message);
    assertThatThrownBy(() -> Presence.open(files, path)).hasMessage(message);
  }

  /** A file system that denies all access. */
  private static final class Denying extends RawLocalFileSystem {
    Denying() {
      setConf(new Configuration());
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      throw new AccessControlException("Permission denied: user=nobody, access=EXECUTE");
    }

    @Override
    public org.apache.hadoop.fs.FSDataInputStream open(org.apache.hadoop.fs.Path path, int buffer)
        throws IOException {
      throw new AccessControlException("Permission denied: user=nobody, access=READ");
    }
  }
}
