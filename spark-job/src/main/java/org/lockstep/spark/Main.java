package org.lockstep.spark;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.lockstep.spark.cli.CommandLineFailure;
import org.lockstep.spark.cli.ExitCode;
import org.lockstep.spark.cli.Lockstep;

/** The entry point, for {@code spark-submit} and {@code scripts/lockstep}. */
public final class Main {
  private Main() {}

  /**
   * Runs a command.
   *
   * @throws SparkException where the exit code is not 0: Spark makes it the exit code of the
   *     process, and nothing here ends a JVM that others live in
   */
  public static void main(String[] args) throws SparkException {
    // A net under libraries, such as the progress bar: this JVM is ours. What we write ourselves
    // needs none (see Text); Lockstep.run, which other programs may call, leaves theirs alone.
    Locale.setDefault(Locale.ROOT);
    Optional<String> complaint = SparkVersion.complaint();
    if (complaint.isPresent()) {
      System.err.println("lockstep: " + complaint.get());
      throw CommandLineFailure.of(ExitCode.BAD_INPUT);
    }
    int code = Lockstep.run(System.out, System.err, args);
    if (code != 0) {
      throw CommandLineFailure.of(code);
    }
  }
}
