package org.lockstep.spark.settings;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Precision;
import org.lockstep.model.text.Text;

/**
 * How long training runs, and over which batches.
 *
 * @param batchSize rows of a step, or {@link #FULL} or {@link #BY_ROWS}
 * @param maxSteps empty: all epochs
 * @param keep which epoch's weights to end with
 * @param keepTies which of several equally good epochs
 * @param average D, the decay of the moving average of θ; empty for none
 * @param patience epochs without improvement after which to end; empty: no early stopping
 * @param tol the smallest improvement that counts for patience
 * @param onNan what to do when the loss or gradient is no longer finite
 * @param checkpoints when checkpoints are due
 */
public record LoopSettings(
    long batchSize,
    int epochs,
    OptionalLong maxSteps,
    boolean shuffle,
    long seed,
    Precision precision,
    Keep keep,
    KeepTies keepTies,
    Optional<Double> average,
    OptionalInt patience,
    double tol,
    OnNan onNan,
    CheckpointEvery checkpoints) {

  /** Means a batch of all rows. */
  public static final long FULL = Long.MAX_VALUE;

  /** Means a batch size chosen by the number of rows. */
  public static final long BY_ROWS = FULL - 1;

  /** The smallest and the largest batch size chosen by the number of rows. */
  private static final long FEWEST_ROWS = 256;

  private static final long MOST_ROWS = 8192;

  /** The most steps of an epoch, until the batch size reaches {@link #MOST_ROWS}. */
  private static final long MOST_STEPS = 2048;

  /** The rows of a step. */
  public static final Setting<Long> BATCH_SIZE =
      Setting.named("batch-size", new BatchSizeType())
          .label("N|full|by-rows")
          .help(
              Text.format(
                  "Rows of each step, over all tasks; `full`; or `by-rows`: %d, or for very many"
                      + " rows the power of two that makes an epoch of at most %,d steps, up to"
                      + " %,d",
                  FEWEST_ROWS, MOST_STEPS, MOST_ROWS))
          .byDefault(
              "100; `full` with `lbfgs`",
              values -> Optional.of(LbfgsSettings.isChosen(values) ? FULL : 100L))
          .inMl("batchSize")
          .byDefaultInMl(100L)
          .otherwiseInMl("100; all rows with `lbfgs`")
          .build();

  /** The number of passes over the rows. */
  public static final Setting<Integer> EPOCHS =
      Setting.named("epochs", SettingTypes.count())
          .label("N")
          .help("Maximum passes over the rows")
          .byDefault(200)
          .inMl("maxIter")
          .byDefaultInMl(100) // where no validation rows end a fit early, as in MLlib
          .build();

  /** The most steps. */
  public static final Setting<Long> MAX_STEPS =
      Setting.named("max-steps", SettingTypes.longCount())
          .label("N")
          .help("End after this many steps")
          .inMl("maxSteps")
          .build();

  /** The order of rows. */
  public static final Setting<Shuffle> SHUFFLE =
      Setting.named("shuffle", SettingTypes.word(Shuffle.class))
          .label("epoch|none")
          .help(
              "`epoch`: a new order each epoch; `none`: the order of the data, as always with"
                  + " `lbfgs`, whose steps use all rows")
          .byDefault(Shuffle.EPOCH)
          .inMl("shuffle")
          .build();

  /** The seed of every random choice. */
  public static final Setting<Long> SEED =
      Setting.named("seed", SettingTypes.whole())
          .label("N")
          .help("Seed of every random choice")
          .byDefault(1L)
          .inMl("seed")
          .build();

  /** The precision of all arithmetic. */
  public static final Setting<Precision> PRECISION =
      Setting.named("precision", SettingTypes.word(Precision.class))
          .label("NAME")
          .help(SettingTypes.anyOf(Precision.class))
          .byDefault(Precision.FLOAT)
          .inMl("precision")
          .build();

  /** Means no early stopping. */
  private static final int HOWEVER_MANY = 0;

  /** The patience of early stopping, in epochs. */
  public static final Setting<Integer> EARLY_STOPPING =
      Setting.named("early-stopping", SettingTypes.countOrNone(HOWEVER_MANY))
          .label("PATIENCE|none")
          .help(
              "End when the validation loss, or another measure by which the best epoch is kept,"
                  + " has not improved for this many epochs; `none` or 0: never")
          .byDefault("20 if there are validation rows", 20)
          .unrecorded(HOWEVER_MANY)
          .inMl("patience")
          .byDefaultInMl(HOWEVER_MANY)
          .build();

  /** Which epoch's weights to end with. */
  public static final Setting<Keep> KEEP =
      Setting.named("keep", SettingTypes.word(Keep.class))
          .label("EPOCH")
          .help(
              "Which epoch's weights to end with, by the validation rows: "
                  + SettingTypes.anyOf(Keep.class)
                  + "; the last three are for regressions only")
          .byDefault(
              "`best-loss` with " + EARLY_STOPPING + ", otherwise `last`",
              values ->
                  Optional.of(
                      values.get(EARLY_STOPPING) == HOWEVER_MANY ? Keep.LAST : Keep.BEST_LOSS))
          .inMl("keep")
          .build();

  /** Which of several equally good epochs to keep. */
  public static final Setting<KeepTies> KEEP_TIES =
      Setting.named("keep-ties", SettingTypes.word(KeepTies.class))
          .label("first|last")
          .help("Which of several equally good epochs " + KEEP + " chooses")
          .byDefault(KeepTies.FIRST)
          .unrecorded(KeepTies.FIRST)
          .inMl("keepTies")
          .build();

  /** The decay of the moving average of θ. */
  public static final Setting<Double> AVERAGE =
      Setting.named("average", SettingTypes.number("a decay between 0 and 1", d -> d > 0 && d < 1))
          .label("D")
          .help(
              "Evaluate and end with an exponential moving average of the weights; each step"
                  + " replaces the share 1 - D of it, as in 0.999")
          .otherwise("no average")
          .page("mathematics.md#the-final-weights")
          .inMl("average")
          .build();

  /** The smallest improvement that counts. */
  public static final Setting<Double> TOL =
      Setting.named("tol", SettingTypes.notNegative("a number"))
          .label("D")
          .help(
              "The smallest improvement that counts for "
                  + EARLY_STOPPING
                  + "; with `lbfgs`, also the relative decrease of the training loss at which to"
                  + " end")
          .byDefault(
              "0; 1e-6 with `lbfgs`",
              values -> Optional.of(LbfgsSettings.isChosen(values) ? LbfgsSettings.TOL : 0.0))
          .unrecorded(0.0)
          .inMl("tol")
          .byDefaultInMl(0.0)
          .otherwiseInMl("0; 1e-6 with `lbfgs`")
          .build();

  /** What to do when the loss or gradient is no longer finite. */
  public static final Setting<OnNan> ON_NAN =
      Setting.named("on-nan", SettingTypes.word(OnNan.class))
          .label("NAME")
          .help(
              "If loss or gradient is no longer finite: `stop`, or `rollback` to the last"
                  + " checkpoint with half the learning rate, at most three times")
          .byDefault(OnNan.STOP)
          .inMl("onNan")
          .build();

  /** When checkpoints are due. */
  public static final Setting<CheckpointEvery> CHECKPOINT_EVERY =
      Setting.named(
              "checkpoint-every",
              SettingTypes.written(CheckpointEvery::parse, CheckpointEvery::text))
          .label("N|Ns")
          .help("Checkpoint after this many epochs, or seconds as in `30s`, and once at the end")
          .byDefault(
              "`30s`; 1 with " + ON_NAN + " `rollback`",
              values ->
                  Optional.of(
                      values.get(ON_NAN) == OnNan.ROLLBACK
                          ? new CheckpointEvery.Epochs(1)
                          : CheckpointEvery.STANDARD))
          .ofResultWhere(values -> values.get(ON_NAN) == OnNan.ROLLBACK) // how far back it goes
          .inMl("checkpointEvery")
          .build();

  public LoopSettings {
    if (onNan == OnNan.ROLLBACK && checkpoints instanceof CheckpointEvery.Time) {
      throw BadInputException.at(
          ON_NAN + " rollback",
          CHECKPOINT_EVERY + " in epochs, so that the result does not depend on the time",
          checkpoints.text());
    }
  }

  /**
   * Returns the loop settings of these values.
   *
   * @throws BadInputException if two of them contradict each other
   */
  public static LoopSettings of(SettingValues values) {
    return new LoopSettings(
        values.get(BATCH_SIZE),
        values.get(EPOCHS),
        values.find(MAX_STEPS).map(OptionalLong::of).orElseGet(OptionalLong::empty),
        values.get(SHUFFLE) == Shuffle.EPOCH,
        values.get(SEED),
        values.get(PRECISION),
        values.get(KEEP),
        values.get(KEEP_TIES),
        values.find(AVERAGE),
        patience(values),
        values.get(TOL),
        values.get(ON_NAN),
        values.get(CHECKPOINT_EVERY));
  }

  /**
   * Returns the rows of a step.
   *
   * @param rows the number of training rows; at least 1
   */
  public long batchSize(long rows) {
    long size = batchSize;
    if (batchSize == BY_ROWS) {
      size = FEWEST_ROWS;
      while (size < MOST_ROWS && rows > size * MOST_STEPS) {
        size *= 2;
      }
    }
    return Math.min(rows, size);
  }

  private static OptionalInt patience(SettingValues values) {
    int patience = values.get(EARLY_STOPPING);
    return patience == HOWEVER_MANY ? OptionalInt.empty() : OptionalInt.of(patience);
  }

  /**
   * Returns the values for a run without validation rows: early stopping is off unless it was
   * given.
   */
  public static SettingValues withoutValidation(SettingValues values) {
    return values.given(EARLY_STOPPING).isPresent()
        ? values
        : values.with(EARLY_STOPPING, HOWEVER_MANY);
  }

  /** Whether validation rows decide when to stop or which weights to keep. */
  public boolean needsValidation() {
    return patience.isPresent() || keep != Keep.LAST;
  }
}
