package org.lockstep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedTest {
  @TempDir private java.nio.file.Path folder;
  private final Configuration configuration = new Configuration();

  private Path path(String name) {
    return new Path("file:" + folder.resolve(name));
  }

  private void write(String name, String content) throws IOException {
    Published.write(path(name), configuration, out -> put(out, content));
  }

  private static void put(OutputStream out, String content) throws IOException {
    out.write(content.getBytes(StandardCharsets.UTF_8));
  }

  private String read(String name) throws IOException {
    Path path = path(name);
    try (InputStream in = path.getFileSystem(configuration).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8); // verifies the checksum too
    }
  }

  @Test
  void createsFoldersAndTheFileAndLeavesNothingElse() throws IOException {
    write("new/folder/a.txt", "first");
    assertThat(read("new/folder/a.txt")).isEqualTo("first");
    assertThat(Folders.files(folder)).containsExactly("new/folder/a.txt");
  }

  @Test
  void replacesAFileAndLeavesNoChecksum() throws IOException {
    write("a.txt", "first");
    write("a.txt", "second, longer");
    assertThat(read("a.txt")).isEqualTo("second, longer");
    write("a.txt", "");
    assertThat(read("a.txt")).isEmpty();
    assertThat(Folders.files(folder)).containsExactly("a.txt");
  }

  @Test
  void replacesAFileThatHadoopWroteWithItsChecksum() throws IOException {
    try (OutputStream out = path("a.txt").getFileSystem(configuration).create(path("a.txt"))) {
      put(out, "someone's");
    }
    assertThat(Folders.files(folder)).containsExactly(".a.txt.crc", "a.txt");
    write("a.txt", "ours");
    assertThat(read("a.txt")).isEqualTo("ours");
    assertThat(Folders.files(folder)).containsExactly("a.txt");
  }

  @Test
  void ignoresACloseByTheWriter() throws IOException {
    Published.write(
        path("a.txt"),
        configuration,
        out -> {
          put(out, "first, ");
          out.close();
          put(out, "then");
        });
    assertThat(read("a.txt")).isEqualTo("first, then");
  }

  @Test
  void replacesAFileThatAnotherProgramWrote() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "someone's");
    write("a.txt", "ours");
    assertThat(read("a.txt")).isEqualTo("ours");
  }

  @Test
  void keepsTheOldFileIfTheNewOneCannotBeWritten() throws IOException {
    write("a.txt", "first");
    assertThatThrownBy(
            () ->
                Published.write(
                    path("a.txt"),
                    configuration,
                    out -> {
                      put(out, "half of the sec");
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("[" + path("a.txt") + "] could not be written: disk full");
    assertThatThrownBy(
            () ->
                Published.write(
                    path("a.txt"),
                    configuration,
                    out -> {
                      throw new IllegalStateException("a mistake");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(read("a.txt")).isEqualTo("first");
    assertThat(Folders.files(folder)).containsExactly("a.txt");
  }

  @Test
  void namesThePathIfAFileIsInTheWay() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> write("file/a.txt", "x"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("[" + path("file/a.txt") + "] could not be written: ");
  }

  @Test
  void namesThePathIfAFolderIsInTheWay() throws IOException {
    Files.createDirectories(folder.resolve("a.txt/inside"));
    assertThatThrownBy(() -> write("a.txt", "x"))
        .isInstanceOf(NotPublishedException.class)
        .hasMessage("[" + path("a.txt") + "] could not be published: a directory has this name");
    assertThat(Folders.files(folder)).isEmpty();
  }

  @Test
  void keepsTheUsualPermissions() throws IOException {
    write("a.txt", "x");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.txt"))))
        .isEqualTo("rw-r--r--");
  }
}
