package org.lockstep.spark.cli;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.Precision;
import org.lockstep.spark.job.CheckpointEvery;
import org.lockstep.spark.job.EngineChoice;
import org.lockstep.spark.job.OnNan;
import org.lockstep.spark.job.TrainingSettings.RunSettings;
import org.lockstep.spark.train.Keep;
import picocli.CommandLine.Option;

/** How the run goes. */
final class RunOptions {
  /** The option of one run: a sweep has many. */
  static final String RESUME = "--resume";

  private static final String CHECKPOINT_EVERY = "--checkpoint-every";

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

  @Option(
      names = "--on-nan",
      paramLabel = "NAME",
      description =
          "Where loss or gradient is no longer finite: stop, or rollback to the last checkpoint"
              + " with half the learning rate, at most three times [stop].")
  private OnNan onNan = OnNan.STOP;

  @Option(
      names = CHECKPOINT_EVERY,
      paramLabel = "N|Ns",
      description =
          "Checkpoint after so many epochs, or seconds [30s; 1 with --on-nan rollback]. One at the"
              + " end is always written.")
  private String checkpointEvery;

  @Option(
      names = RESUME,
      description =
          "Go on with the unfinished run in the output directory, from its newest valid checkpoint;"
              + " begin where there is none.")
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
        checkpoints(),
        onNan,
        output == null ? defaultOutput : output,
        overwrite,
        resume);
  }

  private Keep keep() {
    if (keep != null) {
      return keep;
    }
    return earlyStopping == null ? Keep.LAST : Keep.BEST_LOSS;
  }

  private CheckpointEvery checkpoints() {
    if (checkpointEvery != null) {
      return CheckpointEvery.parse(CHECKPOINT_EVERY, checkpointEvery);
    }
    return onNan == OnNan.ROLLBACK ? new CheckpointEvery.Epochs(1) : CheckpointEvery.STANDARD;
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
