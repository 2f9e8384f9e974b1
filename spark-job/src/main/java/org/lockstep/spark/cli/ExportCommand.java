package org.lockstep.spark.cli;

import org.lockstep.spark.job.ExportJob;
import org.lockstep.spark.job.ExportJob.ExportFormat;
import org.lockstep.spark.job.ExportJob.ExportSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}. */
@Command(
    name = "export",
    description = {
      "Writes a model for other programs, as onnx or npz.",
      "  onnx  a graph (operator set 13, 32-bit floats) from the raw columns of a table by name",
      "        to \"label\" and \"probabilities\", or \"prediction\"; of vectors and images from",
      "        \"input\" to \"output\"; all preparation is included",
      "  npz   the arrays alone, W1, b1, ..., scaling_shift and scaling_scale, for NumPy or",
      "        --init-from"
    })
final class ExportCommand extends Subcommand {
  @Mixin private ModelOption model = new ModelOption();

  @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "onnx or npz.")
  private ExportFormat format;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "F",
      description = "The file to write, any Hadoop path.")
  private String output;

  @Option(names = "--overwrite", description = "Replace the output file.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws Exception {
    ExportSettings settings = new ExportSettings(model.path(), format, output, overwrite);
    Sessions.with(
        "export",
        terminal,
        spark -> {
          ExportJob.run(spark, settings, terminal.console());
          return null;
        });
    return ExitCode.DONE;
  }
}
