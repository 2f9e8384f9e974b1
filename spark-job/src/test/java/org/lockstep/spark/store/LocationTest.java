package org.lockstep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.error.BadInputException;

@Timeout(60)
class LocationTest {
  private static final org.apache.hadoop.fs.Path SOMEWHERE =
      new org.apache.hadoop.fs.Path("hdfs://host:8020/x");

  private static void assertBadInput(String name, String message) {
    assertThatThrownBy(() -> Location.of(name, new Configuration()).exists())
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @Test
  void existingFilesAndFoldersAreFound(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "");
    Configuration configuration = new Configuration();
    assertThat(Location.of(file.toString(), configuration).exists()).isTrue();
    assertThat(Location.of(file.toString(), configuration).isDirectory()).isFalse();
    assertThat(Location.of(folder.toString(), configuration).isDirectory()).isTrue();
    assertThat(Location.of(folder + "/absent/g", configuration).exists()).isFalse();
    assertBadInput(
        file + "/g",
        "[" + file + "/g] expected a directory above it but found the file file:" + file);
  }

  @Test
  void aSchemeWithoutConnectorAndAnUnknownHostAreBadInput() {
    assertBadInput(
        "xyz://host/x",
        "[xyz://host/x] expected a file system that is set up but found no connector for it: No"
            + " FileSystem for scheme \"xyz\"");
    assertBadInput(
        "hdfs://no-such-host.invalid:8020/x",
        "[hdfs://no-such-host.invalid:8020/x] expected a host that can be found but found that"
            + " the name no-such-host.invalid is not known");
  }

  @Test
  void aRefusedConnectionIsReportedWithoutHadoopsExplanation() {
    ConnectException refused = new ConnectException("Call From a to b failed; see http://c");
    refused.initCause(new ConnectException("Connection refused"));
    assertThatThrownBy(() -> failingWith(refused).exists())
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[hdfs://host:8020/x] expected a file system that answers but found Connection"
                + " refused");
  }

  @Test
  void otherFailuresArePassedOn() {
    IOException broken = new IOException("Input/output error");
    assertThatThrownBy(() -> failingWith(broken).exists()).isSameAs(broken);
    assertThatThrownBy(() -> failingWith(broken).isDirectory()).isSameAs(broken);
  }

  private static Location failingWith(IOException failure) {
    return new Location("x", SOMEWHERE, new FailingServer(failure));
  }

  /** A file system that always answers with the same failure. */
  private static final class FailingServer extends RawLocalFileSystem {
    private final IOException failure;

    FailingServer(IOException failure) {
      this.failure = failure;
    }

    @Override
    public URI getUri() {
      return SOMEWHERE.toUri();
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      throw failure;
    }
  }
}
