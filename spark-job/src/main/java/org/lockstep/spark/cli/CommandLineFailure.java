package org.lockstep.spark.cli;

import org.apache.spark.SparkUserAppException;

/**
 * Ends an application with an exit code. spark-submit and YARN's application master know Spark's
 * type and pass its code on without a stack trace; what is to be said was said on stderr.
 */
public final class CommandLineFailure extends SparkUserAppException {
  private static final long serialVersionUID = 1L;

  /** A failure with this exit code. */
  public CommandLineFailure(int exitCode) {
    super(exitCode, null);
  }
}
