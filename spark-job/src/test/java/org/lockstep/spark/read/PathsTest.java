package org.lockstep.spark.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.spark.read.Reading.message;
import static org.lockstep.spark.read.Reading.messageOf;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.spark.read.source.InputErrors;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.SourceFinder;
import org.lockstep.spark.testing.DeniedFiles;

class PathsTest {
  @TempDir private Path folder;

  @Test
  void aPathThatDoesNotExistIsNamed() {
    assertThat(messageOf(ReadOptions.of(folder + "/a b%.csv")))
        .isEqualTo(
            "[file:"
                + folder
                + "/a b%.csv] expected a file or a directory but found nothing there");
    String here = Path.of("").toAbsolutePath().toString();
    assertThat(messageOf(ReadOptions.of("nowhere/x.csv")))
        .isEqualTo(
            "[file:"
                + here
                + "/nowhere/x.csv] expected a file or a directory but found nothing there");
    assertThat(Reading.message(() -> ReadOptions.of(" ")))
        .isEqualTo("[path] expected a file, a directory or a pattern but found an empty text");
  }

  @Test
  void aPatternWithoutAMatchIsNamed() {
    assertThat(messageOf(ReadOptions.of(folder + "/*.csv")))
        .isEqualTo(
            "[file:"
                + folder
                + "/*.csv] expected files that match this pattern but found no such file");
  }

  @Test
  void aDirectoryWithoutFilesIsNamed() throws IOException {
    assertThat(messageOf(ReadOptions.of(folder.toString())))
        .isEqualTo("[file:" + folder + "] expected data files but found an empty directory");
    Files.createDirectory(folder.resolve("part=1"));
    assertThat(messageOf(ReadOptions.of(folder.toString())))
        .isEqualTo("[file:" + folder + "] expected data files but found only directories");
  }

  @Test
  void foldersTooDeepForImagesAreRefusedRatherThanLeftOut() throws IOException {
    Path deepest = Files.createDirectories(folder.resolve("a/1/2/3/4/5/6/7/8"));
    Files.createFile(deepest.resolve("x.png"));
    SourceFinder finder = new SourceFinder(new Configuration());
    assertThat(finder.findImages(folder + "/a").files()).hasSize(1);
    Files.createDirectory(deepest.resolve("9"));
    assertThat(message(() -> finder.findImages(folder + "/a")))
        .isEqualTo(
            "[file:"
                + folder
                + "/a] expected images at most 8 folders deep but found a deeper folder, '9'");
  }

  @Test
  void aSchemeWithoutAConnectorIsNamed() {
    assertThat(messageOf(ReadOptions.of("xyz://host/data.csv")))
        .isEqualTo(
            "[xyz://host/data.csv] expected a file system that is set up but found no connector for"
                + " it (No FileSystem for scheme \"xyz\")");
    assertThat(messageOf(ReadOptions.of("s3a://bucket/data.csv")))
        .startsWith(
            "[s3a://bucket/data.csv] expected a file system that is set up but found no connector"
                + " for it (");
  }

  @Test
  @Timeout(60)
  void anHdfsHostThatCannotBeFoundIsNamed() {
    assertThat(messageOf(ReadOptions.of("hdfs://no-such-host.invalid:8020/data.csv")))
        .isEqualTo(
            "[hdfs://no-such-host.invalid:8020/data.csv] expected a host that can be found but"
                + " found that the name no-such-host.invalid is not known");
  }

  @Test
  void aFileSystemThatNeverAnswersTimesOut() {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.silent.impl", Silent.class, org.apache.hadoop.fs.FileSystem.class);
    assertThat(message(() -> new SourceFinder(configuration, 200).find("silent://host/x.csv")))
        .isEqualTo("[silent://host/x.csv] expected an answer within 0.2 seconds but found none");
  }

  @Test
  void aFileWithoutPermissionIsNamed() {
    DeniedFiles.register();
    assertThat(messageOf(ReadOptions.of("denied://host/x.csv")))
        .isEqualTo("[denied://host/x.csv] expected a readable file but found no permission");
  }

  @Test
  void aPartOfAFileWithoutPartsIsRefused() throws IOException {
    Path path = Files.writeString(folder.resolve("x.csv"), "a,label\n1,2\n");
    assertThat(messageOf(ReadOptions.of(path + "#a")))
        .isEqualTo(
            "["
                + path
                + "#a] expected a file of several parts (hdf5, npz, or a zip of images) before #"
                + " but found csv");
  }

  @Test
  void anUnknownFormatIsRefused() throws IOException {
    Path path = Files.write(folder.resolve("x"), new byte[] {7, 0, 9, 4, 0});
    assertThat(messageOf(ReadOptions.of(path.toString())))
        .isEqualTo(
            "["
                + path
                + "] expected a format recognisable by suffix or content (or set format) but found"
                + " binary data");
  }

  @Test
  void badInputIsFoundAmongTheCausesOfOtherFailures() {
    RuntimeException bad = InputErrors.unwrap(new IllegalStateException(new IOException("x")));
    assertThat(bad).isInstanceOf(IllegalStateException.class);
    RuntimeException inner = org.lockstep.model.error.BadInputException.at("here", "this", "that");
    assertThat(InputErrors.unwrap(new IOException(new RuntimeException(inner)))).isSameAs(inner);
  }

  /** Blocks every call until it is interrupted. */
  public static final class Silent extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("silent://host");
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("interrupted");
    }
  }
}
