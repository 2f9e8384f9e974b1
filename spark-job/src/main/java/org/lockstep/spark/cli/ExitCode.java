package org.lockstep.spark.cli;

/** The exit codes of commands. */
public final class ExitCode {
  /** The command did its work. */
  public static final int DONE = 0;

  /** Something other than the input failed. */
  public static final int FAILED = 1;

  /** The command line is wrong; Spark was not started. */
  public static final int USAGE = 2;

  /** The data, the model or the output directory is not valid. */
  public static final int BAD_INPUT = 3;

  /**
   * A value is not a number. In training, it is the loss or the gradient, and the last good model
   * was kept. Otherwise it is a model's outputs or its loss.
   */
  public static final int DIVERGED = 4;

  private ExitCode() {}
}
