package org.lockstep.spark.cli;

import picocli.CommandLine.Option;

/** The option {@code --model} of the commands that use a trained model. */
final class ModelOption {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = "A model.npz, or the directory of a run.")
  private String path;

  /** Where the model is. */
  String path() {
    return path;
  }
}
