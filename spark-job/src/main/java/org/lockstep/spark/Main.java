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
   * @throws SparkException if the exit code is not 0: Spark makes it the exit code of the process.
   *     This method never ends the JVM, which may run other programs too
   */
  public static void main(String[] args) throws SparkException {
    // A safety net for libraries such as the progress bar, set here because this JVM is ours. Our
    // own output does not need it (see Text). Lockstep.run leaves the locale alone because other
    // programs can call it.
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
