package org.lockstep.spark.cli;

/** How a command ends. */
final class ExitCode {
  /** As asked. */
  static final int DONE = 0;

  /** Something failed that was nobody's input. */
  static final int FAILED = 1;

  /** The command line is wrong; Spark was not started. */
  static final int USAGE = 2;

  /** The data, the model or the output directory is not as it must be. */
  static final int BAD_INPUT = 3;

  /** The loss or the gradient is no longer finite; the last good model was kept. */
  static final int DIVERGED = 4;

  private ExitCode() {}
}
