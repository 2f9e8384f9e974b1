package org.lockstep.spark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.cli.Lockstep;
import scala.Option;

/**
 * The output and the exit code of a command.
 *
 * @param code the exit code
 */
public record CommandResult(int code, String out, String err) {

  /** Runs a command in the tests' session. */
  public static CommandResult of(String... args) {
    SparkForTests.session();
    return run(args);
  }

  /** Trains by plain gradient descent, with more options. */
  public static CommandResult ofPlainTraining(String data, String output, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--preset", "plain-sgd", "--data", data, "--output", output));
    args.addAll(List.of(more));
    return of(args.toArray(String[]::new));
  }

  /** Runs a command and checks that it neither used nor started Spark. */
  public static CommandResult withoutSpark(String... args) {
    Option<SparkSession> others = SparkSession.getDefaultSession();
    SparkSession.clearDefaultSession();
    try {
      CommandResult result = run(args);
      assertThat(SparkSession.getDefaultSession().isEmpty()).as("Spark was not started").isTrue();
      return result;
    } finally {
      others.foreach(
          session -> {
            SparkSession.setDefaultSession(session);
            return null;
          });
    }
  }

  private static CommandResult run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Lockstep.run(stream(out), stream(err), args);
    return new CommandResult(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  /** The lines on standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }

  /** The one line on stderr, without the program's name; standard output must be empty. */
  public String mistake(int expectedCode) {
    assertThat(out).isEmpty();
    return complaint(expectedCode);
  }

  /** The one line on stderr, without the program's name. */
  public String complaint(int expectedCode) {
    assertThat(err).startsWith("lockstep: [").endsWith("\n").hasLineCount(1);
    assertThat(code).isEqualTo(expectedCode);
    return err.strip().substring("lockstep: ".length());
  }

  /** Checks that the command succeeded, and returns this. */
  public CommandResult done() {
    assertThat(err).isEmpty();
    assertThat(code).isZero();
    return this;
  }
}
