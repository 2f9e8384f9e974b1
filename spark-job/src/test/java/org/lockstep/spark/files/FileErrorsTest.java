package org.lockstep.spark.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.error.BadInputException;

class FileErrorsTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new FileNotFoundException("x"), "a file or a directory but found nothing there"),
        arguments(
            new FileNotFoundException("/x (Permission denied)"),
            "a readable file but found no permission"),
        arguments(new AccessControlException("user"), "a readable file but found no permission"),
        arguments(new AccessDeniedException("/x"), "a readable file but found no permission"),
        arguments(
            new IOException("wrapped", new UnknownHostException("host")),
            "a host that can be found but found that the name host is not known"),
        arguments(
            new UnknownHostException("host: Name or service not known"),
            "a host that can be found but found that the name host is not known"),
        arguments(
            new IOException("Call From a to b failed", new ConnectException("Connection refused")),
            "a file system that answers but found Connection refused"),
        arguments(
            new UnsupportedFileSystemException("No FileSystem for scheme \"xyz\""),
            "a file system that is set up but found no connector for it (No FileSystem for scheme"
                + " \"xyz\")"),
        arguments(new IllegalArgumentException("not a path"), "a path but found not a path"),
        arguments(
            new IOException("first line\nsecond line"), "a readable file but found first line"),
        arguments(new IOException(), "a readable file but found IOException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsOneLine(Exception failure, String expected) {
    assertThat(FileErrors.explain("s://host/x", failure))
        .hasMessage("[s://host/x] expected " + expected)
        .hasCause(failure);
  }

  @Test
  void aBadInputThatWasWrappedIsReportedAsItIs() {
    BadInputException told = BadInputException.at("f.csv:3", "1 feature", "2");
    assertThat(FileErrors.explain("s://host/x", new IOException(told))).isSameAs(told);
  }

  @Test
  void aWrongChecksumNamesItsFileHoweverDeeplyItIsWrapped() {
    ChecksumException damage =
        new ChecksumException("Checksum error: file:/a b/x.csv at 512 exp: 1 got: -2", 512);
    String expected =
        "[file:/a b/x.csv] expected content that matches its checksum (.x.csv.crc) but"
            + " found other content: it is damaged, or was edited";
    assertThat(FileErrors.explain("s://host/x", damage)).hasMessage(expected);
    assertThat(FileErrors.explanation(new RuntimeException("Job aborted", new IOException(damage))))
        .hasValueSatisfying(told -> assertThat(told).hasMessage(expected));
    assertThat(FileErrors.explain("s://host/x", new ChecksumException("of something", 0)))
        .hasMessage("[s://host/x] expected a readable file but found of something");
  }
}
