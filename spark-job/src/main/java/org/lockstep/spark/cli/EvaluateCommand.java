package org.lockstep.spark.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.spark.job.EvaluationJob;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.read.TargetUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}. */
@Command(
    name = "evaluate",
    description = "Loss and metrics of a model on labelled data.",
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = "A model.npz, or the directory of a run.")
  private String model;

  @Option(names = "--data", required = true, paramLabel = "D", description = "Labelled rows.")
  private String data;

  @Option(
      names = "--labels",
      paramLabel = "PATH",
      description = "Labels of IDX images, or of an array of HDF5 or npz.")
  private String labels;

  @Option(
      names = "--blas",
      paramLabel = "NAME",
      description = "auto, native (fail without) or java [auto].")
  private BlasChoice blas = BlasChoice.AUTO;

  @Option(
      names = "--rows",
      paramLabel = "FROM:TO",
      description = "These rows only, counted from 0, TO not among them [all].")
  private String rows;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Draw the confusion matrix, and for models of images the first predictions and the first"
              + " layer's weights.")
  private String pictures;

  @Option(names = "--overwrite", description = "Replace pictures that are there.")
  private boolean overwrite;

  @Mixin private DataOptions dataOptions;
  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws Exception {
    ReadOptions options =
        dataOptions
            .read(data, labels, TargetUse.REQUIRED)
            .withRows(dataOptions.range("--rows", rows));
    Optional<EvaluationJob.Drawing> drawing =
        Optional.ofNullable(pictures)
            .map(directory -> new EvaluationJob.Drawing(directory, overwrite));
    Sessions.with(
        "evaluate",
        terminal,
        spark -> EvaluationJob.run(spark, model, options, blas, drawing, terminal.console()));
    return ExitCode.DONE;
  }
}
