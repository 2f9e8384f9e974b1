package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.testing.SparkForTests;
import scala.Option;

/**
 * The output and the exit code of a command.
 *
 * @param code the exit code
 */
record Told(int code, String out, String err) {

  /** Runs a command in the tests' session. */
  static Told by(String... args) {
    SparkForTests.session();
    return run(args);
  }

  /** Trains by plain gradient descent, with more options. */
  static Told byPlainTraining(String data, String output, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--preset", "plain-sgd", "--data", data, "--output", output));
    args.addAll(List.of(more));
    return by(args.toArray(String[]::new));
  }

  /** Runs a command and checks that it neither used nor started Spark. */
  static Told withoutSpark(String... args) {
    Option<SparkSession> others = SparkSession.getDefaultSession();
    SparkSession.clearDefaultSession();
    try {
      Told told = run(args);
      assertThat(SparkSession.getDefaultSession().isEmpty()).as("Spark was not started").isTrue();
      return told;
    } finally {
      others.foreach(
          session -> {
            SparkSession.setDefaultSession(session);
            return null;
          });
    }
  }

  private static Told run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Lockstep.run(stream(out), stream(err), args);
    return new Told(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  /** The lines on standard output. */
  List<String> lines() {
    return out.lines().toList();
  }

  /** The one line on stderr, without the program's name; standard output must be empty. */
  String mistake(int expectedCode) {
    assertThat(out).isEmpty();
    return complaint(expectedCode);
  }

  /** The one line on stderr, without the program's name. */
  String complaint(int expectedCode) {
    assertThat(err).startsWith("lockstep: [").endsWith("\n").hasLineCount(1);
    assertThat(code).isEqualTo(expectedCode);
    return err.strip().substring("lockstep: ".length());
  }

  /** Checks that the command succeeded, and returns this. */
  Told done() {
    assertThat(err).isEmpty();
    assertThat(code).isZero();
    return this;
  }
}
