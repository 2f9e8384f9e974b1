package org.lockstep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.spark.testing.FailingFiles;
import org.lockstep.spark.testing.FailingFiles.Kind;

/** What is left of a directory when publishing it fails, on each kind of file system. */
class PublishedDirectoryTest {
  private static final String OLD = "old";
  private static final String NEW = "newer";

  @TempDir private Path folder;

  private org.apache.hadoop.fs.Path path(FailingFiles files) {
    return files.path(folder.resolve("model"));
  }

  private void write(FailingFiles files, String content) throws IOException {
    PublishedDirectory.write(
        path(files),
        files.configuration(),
        directory -> {
          try (OutputStream out =
              Published.fileSystem(directory, files.configuration())
                  .create(new org.apache.hadoop.fs.Path(directory, "a.txt"))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private String content() throws IOException {
    return Files.readString(folder.resolve("model/a.txt"));
  }

  /** An object store renames the files of a directory one by one. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OBJECT_STORE")
  void aCrashAtAnyOperationLeavesTheOldDirectoryOrTheNewOne(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      write(files, OLD);
      files.restart();
      write(files, NEW);
      long all = files.operations();
      for (long n = 1; n <= all; n++) {
        files.restart();
        write(files, OLD);
        files.crashAt(n);
        assertThatThrownBy(() -> write(files, NEW)).hasStackTraceContaining("crashed at");

        files.restart();
        PublishedDirectory.restore(path(files), files.configuration());
        assertThat(content()).as("crash at %d", n).isIn(OLD, NEW);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNextSaveDeletesWhatACrashLeftOfTheOldDirectory(Kind kind) throws IOException {
    try (FailingFiles files = FailingFiles.like(kind)) {
      write(files, OLD);
      Path before = folder.resolve(Published.before(path(files)).getName());
      Files.createDirectory(before);
      write(files, NEW);
      assertThat(content()).isEqualTo(NEW);
      assertThat(before).doesNotExist();
    }
  }
}
