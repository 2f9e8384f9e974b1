package org.lockstep.spark.cli;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.Precision;
import org.lockstep.spark.job.EngineChoice;
import org.lockstep.spark.job.TrainingSettings.RunSettings;
import org.lockstep.spark.train.Keep;
import picocli.CommandLine.Option;

/** How the run goes. */
final class RunOptions {
  @Option(
      names = "--batch-size",
      paramLabel = "N|full",
      description = "Rows of each step, all tasks together [100].")
  private String batchSize = "100";

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the rows [10].")
  private int epochs = 10;

  @Option(names = "--max-steps", paramLabel = "N", description = "End after so many steps.")
  private Long maxSteps;

  @Option(
      names = "--shuffle",
      paramLabel = "epoch|none",
      description = "A new order each epoch, or the order of the file [epoch].")
  private String shuffle = "epoch";

  @Option(names = "--seed", paramLabel = "N", description = "Of every random choice [1].")
  private long seed = 1;

  @Option(names = "--precision", paramLabel = "NAME", description = "float or double [float].")
  private Precision precision = Precision.FLOAT;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "resident: tasks that stay for the run; job: one Spark job per step; auto: resident where"
              + " it can run [auto].")
  private EngineChoice engine = EngineChoice.AUTO;

  @Option(
      names = "--shards",
      paramLabel = "S",
      description =
          "Logical shards of the rows; part of the result's bits [as many as there are cores].")
  private Integer shards;

  @Option(
      names = "--blas",
      paramLabel = "NAME",
      description = "auto, native (fail without) or java [auto].")
  private BlasChoice blas = BlasChoice.AUTO;

  @Option(
      names = "--keep",
      paramLabel = "EPOCH",
      description =
          "Whose weights to end with: last, best-loss or best-accuracy, on the validation rows"
              + " [last; best-loss with --early-stopping].")
  private Keep keep;

  @Option(
      names = "--early-stopping",
      paramLabel = "PATIENCE",
      description =
          "End when the validation loss (with --keep best-accuracy the accuracy) has not improved"
              + " for so many epochs.")
  private Integer earlyStopping;

  @Option(names = "--checkpoint-every", paramLabel = "N|Ns", hidden = true)
  private String checkpointEvery;

  @Option(names = "--resume", hidden = true)
  private boolean resume;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Any Hadoop path [runs/NAME, after the preset or the data].")
  private String output;

  @Option(
      names = "--overwrite",
      description = "Replace what a run of ours wrote to the output directory.")
  private boolean overwrite;

  RunSettings settings(String defaultOutput) {
    refuseWhatComesLater();
    boolean shuffles =
        switch (shuffle) {
          case "epoch" -> true;
          case "none" -> false;
          default ->
              throw BadInputException.at(
                  "--shuffle", "epoch or none", BadInputException.quote(shuffle));
        };
    return new RunSettings(
        batch(),
        epochs,
        maxSteps == null ? OptionalLong.empty() : OptionalLong.of(maxSteps),
        shuffles,
        seed,
        precision,
        engine,
        optional(shards),
        blas,
        keep(),
        optional(earlyStopping),
        output == null ? defaultOutput : output,
        overwrite);
  }

  private Keep keep() {
    if (keep != null) {
      return keep;
    }
    return earlyStopping == null ? Keep.LAST : Keep.BEST_LOSS;
  }

  private void refuseWhatComesLater() {
    if (checkpointEvery != null) {
      throw BadInputException.because(
          "--checkpoint-every", "checkpoints come in a later version of Lockstep");
    }
    if (resume) {
      throw BadInputException.because(
          "--resume", "resuming a run comes in a later version of Lockstep");
    }
  }

  private OptionalLong batch() {
    if (batchSize.equals("full")) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(batchSize));
    } catch (NumberFormatException e) {
      throw BadInputException.at(
          "--batch-size", "a number of rows, or full", BadInputException.quote(batchSize), e);
    }
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
