package org.lockstep.spark.cli;

/** How a command ends. */
public final class ExitCode {
  /** As asked. */
  public static final int DONE = 0;

  /** Something failed that was nobody's input. */
  public static final int FAILED = 1;

  /** The command line is wrong; Spark was not started. */
  public static final int USAGE = 2;

  /** The data, the model or the output directory is not as it must be. */
  public static final int BAD_INPUT = 3;

  /**
   * Not a number where one was asked for: in training the loss or the gradient, where the last good
   * model was kept; else a model's outputs or its loss.
   */
  public static final int DIVERGED = 4;

  private ExitCode() {}
}
