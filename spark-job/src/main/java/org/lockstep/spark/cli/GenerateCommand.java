package org.lockstep.spark.cli;

import org.lockstep.model.error.BadInputException;
import org.lockstep.model.generate.SyntheticKind;
import org.lockstep.model.text.Words;
import org.lockstep.spark.job.GenerationJob;
import org.lockstep.spark.job.GenerationJob.GenerationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code generate}. */
@Command(
    name = "generate",
    description = {
      "Writes a synthetic data set.",
      "Six features x1..x6 ~ N(0, 25) and",
      "  linear        one number, label = x·w + 1 + noise, w = 1, 2, 3, 4, 5, 6",
      "  classes       that number cut into K equally wide classes, label = 0 to K-1",
      "  multi-linear  three numbers, y1, y2, y3, each scaled to [0, 1]",
      "with noise ~ N(0, 1); or",
      "  particles     label = 0 or 1 of collisions, in the 28 columns of the HIGGS set.",
      "The same rows for the same seed, everywhere. Every command also",
      "reads such a set without a file: --data 'generated:multi-linear?rows=10000&seed=1'."
    })
final class GenerateCommand extends Subcommand {
  private static final int CLASSES = 4;

  @Parameters(paramLabel = "KIND", description = "linear, classes, multi-linear or particles.")
  private SyntheticKind kind;

  @Option(names = "--rows", paramLabel = "N", description = "How many rows [10000].")
  private long rows = 10_000;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "F",
      description =
          "The file to write, any Hadoop path; its suffix sets the format: .csv or .parquet.")
  private String output;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of every random choice [1].")
  private long seed = 1;

  @Option(names = "--classes", paramLabel = "K", description = "Classes, for kind classes [4].")
  private Integer classes;

  @Option(names = "--overwrite", description = "Replace the output file.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws Exception {
    GenerationSettings settings = parsed(this::settings);
    Sessions.with(
        "generate",
        terminal,
        spark -> {
          GenerationJob.run(spark, settings, terminal.console());
          return null;
        });
    return ExitCode.DONE;
  }

  private GenerationSettings settings() {
    if (classes != null && kind != SyntheticKind.CLASSES) {
      throw BadInputException.at("--classes", "the kind classes with it", Words.of(kind));
    }
    return new GenerationSettings(
        kind, rows, seed, classes == null ? CLASSES : classes, output, overwrite);
  }
}
