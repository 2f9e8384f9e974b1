package org.lockstep.spark.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockstep.model.error.BadInputException;

@Timeout(60)
class LocationTest {
  private static final org.apache.hadoop.fs.Path SOMEWHERE =
      new org.apache.hadoop.fs.Path("hdfs://host:8020/x");

  private static void assertBad(String name, String message) {
    assertThatThrownBy(() -> Location.of(name, new Configuration()).exists())
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @Test
  void whatIsThereIsSeen(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "");
    Configuration configuration = new Configuration();
    assertThat(Location.of(file.toString(), configuration).exists()).isTrue();
    assertThat(Location.of(file.toString(), configuration).isDirectory()).isFalse();
    assertThat(Location.of(folder.toString(), configuration).isDirectory()).isTrue();
    assertThat(Location.of(folder + "/absent/g", configuration).exists()).isFalse();
    assertBad(
        file + "/g",
        "[" + file + "/g] expected a directory above it but found the file file:" + file);
  }

  @Test
  void aSchemeWithoutConnectorAndAHostThatIsNowhereAreBadInput() {
    assertBad(
        "xyz://host/x",
        "[xyz://host/x] expected a file system that is set up but found no connector for it: No"
            + " FileSystem for scheme \"xyz\"");
    assertBad(
        "hdfs://no-such-host.invalid:8020/x",
        "[hdfs://no-such-host.invalid:8020/x] expected a host that can be found but found"
            + " no-such-host.invalid");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    assertThatThrownBy(
            () ->
                Answer.to(
                    () -> {
                      new CountDownLatch(1).await();
                      return true;
                    },
                    SOMEWHERE,
                    200))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[hdfs://host:8020/x] expected an answer within 0.2 seconds but found none");
  }

  @Test
  void aServerThatRefusesIsToldWithoutTheStoryAroundIt() {
    ConnectException refused = new ConnectException("Call From a to b failed; see http://c");
    refused.initCause(new ConnectException("Connection refused"));
    assertThatThrownBy(
            () ->
                Answer.to(
                    () -> {
                      throw refused;
                    },
                    SOMEWHERE,
                    10_000))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[hdfs://host:8020/x] expected a file system that answers but found Connection"
                + " refused");
  }

  @Test
  void otherFailuresAndMistakesStayWhatTheyAre() {
    IOException denied = new IOException("Permission denied");
    assertThatThrownBy(
            () ->
                Answer.to(
                    () -> {
                      throw denied;
                    },
                    SOMEWHERE,
                    10_000))
        .isSameAs(denied);
    RuntimeException bad = BadInputException.at("here", "this", "that");
    assertThatThrownBy(
            () ->
                Answer.to(
                    () -> {
                      throw bad;
                    },
                    SOMEWHERE,
                    10_000))
        .isSameAs(bad);
  }
}
