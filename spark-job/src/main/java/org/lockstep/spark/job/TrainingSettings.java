package org.lockstep.spark.job;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.Precision;
import org.lockstep.model.network.Initializer;
import org.lockstep.model.network.Topology;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.text.Words;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.run.IfThere;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.train.Keep;

/**
 * Everything a user decides about a training job. Each record checks itself; what depends on the
 * data is decided by {@link TrainingJob} and printed before training starts.
 */
public record TrainingSettings(
    Data data, NetworkSettings network, OptimizerSettings optimizer, RunSettings run) {

  public TrainingSettings {
    boolean hasValidation = data.validation().isPresent() || data.heldOutValidation().isAny();
    if (!hasValidation) {
      refuseWithoutValidation("--early-stopping", run.earlyStopping().isPresent());
      refuseWithoutValidation("--keep", run.keep() != Keep.LAST);
    }
  }

  private static void refuseWithoutValidation(String option, boolean isGiven) {
    if (isGiven) {
      throw BadInputException.at(
          option,
          "validation rows: --validation, --validation-rows or --validation-fraction",
          "none");
    }
  }

  /**
   * Where rows come from.
   *
   * @param train the training data
   * @param test rows of their own, or empty
   * @param validation rows of their own, or empty
   * @param heldOutTest of the training data
   * @param heldOutValidation of the training data
   * @param task empty: from the target
   * @param scale empty: unit for bytes, standard for everything else
   */
  public record Data(
      ReadOptions train,
      Optional<ReadOptions> test,
      Optional<ReadOptions> validation,
      HeldOut heldOutTest,
      HeldOut heldOutValidation,
      Optional<Task> task,
      Optional<Scaling.Kind> scale) {
    public Data {
      double shares = heldOutTest.share() + heldOutValidation.share();
      if (shares >= 1) {
        throw BadInputException.at(
            "--test-fraction, --validation-fraction",
            "together less than 1",
            Double.toString(shares));
      }
      checkOne("--test", test.isPresent(), heldOutTest);
      checkOne("--validation", validation.isPresent(), heldOutValidation);
    }

    /** Where its rows come from, for messages. */
    String paths() {
      return Stream.concat(Stream.of(train), Stream.concat(validation.stream(), test.stream()))
          .map(ReadOptions::path)
          .distinct()
          .collect(joining(", "));
    }

    /** What a part's rows are read from. */
    ReadOptions of(Part part) {
      return switch (part) {
        case TRAIN -> train;
        case VALIDATION -> validation.orElse(train);
        case TEST -> test.orElse(train);
      };
    }

    private static void checkOne(String option, boolean file, HeldOut heldOut) {
      if (file && heldOut.isAny()) {
        throw BadInputException.at(option, option + " or " + option + "-fraction", "both");
      }
    }

    /** All rows of one source, to be trained on. */
    public static Data whole(ReadOptions rows, Optional<Task> task, Optional<Scaling.Kind> scale) {
      HeldOut none = new HeldOut.None();
      return new Data(rows, Optional.empty(), Optional.empty(), none, none, task, scale);
    }

    /** Whether rows of the training data are chosen at random to be held out. */
    boolean choosesRows() {
      return heldOutTest.share() + heldOutValidation.share() > 0;
    }

    /** Whether some of the training data's rows are not trained on. */
    public boolean isDivided() {
      return heldOutTest.isAny() || heldOutValidation.isAny() || !train.rows().equals(RowRange.ALL);
    }
  }

  /**
   * The network, as far as the data does not decide.
   *
   * @param outputActivation empty: from the task and the loss
   * @param loss empty: from the task and the output activation
   * @param initializer empty: He for the relu family, else Xavier
   * @param biasDeviation the standard deviation of initial biases, 0 for biases of 0
   * @param initFrom an npz file of initial weights
   */
  public record NetworkSettings(
      List<Integer> hidden,
      Activation activation,
      Optional<OutputActivation> outputActivation,
      Optional<Loss> loss,
      boolean bias,
      double dropout,
      Optional<Initializer> initializer,
      double biasDeviation,
      Optional<String> initFrom) {
    public NetworkSettings {
      hidden = List.copyOf(hidden);
      for (int units : hidden) {
        if (units < 1) {
          throw BadInputException.at("--hidden", "layers of at least 1 unit", units + "");
        }
      }
      if (!(dropout >= 0 && dropout < 1)) {
        throw BadInputException.at(
            "--dropout", "a probability of at least 0 and less than 1", Double.toString(dropout));
      }
      if (!(biasDeviation >= 0 && biasDeviation < Double.POSITIVE_INFINITY)) {
        throw BadInputException.at(
            "--init-biases", "a standard deviation of at least 0", Double.toString(biasDeviation));
      }
      if (biasDeviation > 0 && !bias) {
        throw BadInputException.at("--init-biases", "a network with biases", "--bias false");
      }
      if (dropout > 0 && hidden.isEmpty()) {
        throw BadInputException.at("--dropout", "a hidden layer to drop units of", "none");
      }
      OutputPairing.check(outputActivation, loss);
      // What is too large whatever the data is refused before anybody reads it.
      new Topology(1, hidden, activation, 1, OutputLoss.LINEAR_SQUARED_ERROR, bias);
    }

    /** The initialiser in effect. */
    public Initializer initializerInEffect() {
      return initializer.orElseGet(
          () -> activation.isReluFamily() ? new Initializer.He() : new Initializer.Xavier());
    }
  }

  /** The function of the last layer. */
  public enum OutputActivation {
    SOFTMAX,
    SIGMOID,
    LINEAR
  }

  /** What is minimised. */
  public enum Loss {
    CROSS_ENTROPY,
    SQUARED_ERROR
  }

  /** How the learning rate changes. */
  public enum ScheduleKind {
    CONSTANT,
    STEP,
    EXPONENTIAL,
    COSINE
  }

  /**
   * How θ moves.
   *
   * @param learningRate empty: by the rule
   * @param decay empty: the default of the schedules step (0.1) and exponential (0.95)
   * @param decayEvery epochs between drops of the step schedule; empty: 10
   * @param clipNorm infinite for no limit
   * @param balanceClasses whether classes weigh the same, however many rows they have
   */
  public record OptimizerSettings(
      Optimizer.Rule rule,
      Optional<Double> learningRate,
      ScheduleKind schedule,
      Optional<Double> decay,
      OptionalInt decayEvery,
      double l2,
      double clipNorm,
      boolean balanceClasses) {
    public OptimizerSettings {
      learningRate.ifPresent(
          rate -> {
            if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
              throw BadInputException.at(
                  "--learning-rate", "a positive number", Double.toString(rate));
            }
          });
      if (!(l2 >= 0 && l2 < Double.POSITIVE_INFINITY)) {
        throw BadInputException.at("--l2", "a number of at least 0", Double.toString(l2));
      }
      if (!(clipNorm > 0)) {
        throw BadInputException.at("--clip-norm", "a positive number", Double.toString(clipNorm));
      }
      if (decay.isPresent()
          && (schedule == ScheduleKind.CONSTANT || schedule == ScheduleKind.COSINE)) {
        throw BadInputException.at(
            "--decay", "--schedule step or exponential", "--schedule " + Words.of(schedule));
      }
      if (decayEvery.isPresent() && schedule != ScheduleKind.STEP) {
        throw BadInputException.at(
            "--decay-every", "--schedule step", "--schedule " + Words.of(schedule));
      }
      if (schedule == ScheduleKind.STEP) {
        decay = decay.or(() -> Optional.of(0.1));
        decayEvery = OptionalInt.of(decayEvery.orElse(10));
      } else if (schedule == ScheduleKind.EXPONENTIAL) {
        decay = decay.or(() -> Optional.of(0.95));
      }
      schedule(schedule, 1, decay, decayEvery, 1); // checks itself
    }

    /** η of each epoch of a run. */
    public Schedule scheduleOver(int epochs) {
      return schedule(schedule, rate(), decay, decayEvery, epochs);
    }

    private static Schedule schedule(
        ScheduleKind kind,
        double rate,
        Optional<Double> decay,
        OptionalInt decayEvery,
        int epochs) {
      return switch (kind) {
        case CONSTANT -> new Schedule.Constant(rate);
        case STEP -> new Schedule.Step(rate, decay.orElseThrow(), decayEvery.orElseThrow());
        case EXPONENTIAL -> new Schedule.Exponential(rate, decay.orElseThrow());
        case COSINE -> new Schedule.Cosine(rate, epochs);
      };
    }

    /** η₀. */
    public double rate() {
      return learningRate.orElse(
          switch (rule) {
            case SGD -> 0.1;
            case MOMENTUM, NESTEROV -> 0.01;
            case ADAM -> 0.001;
          });
    }
  }

  /**
   * How the job runs.
   *
   * @param batchSize empty: all rows in each step
   * @param maxSteps empty: all epochs
   * @param shards empty: as many as cores
   * @param keep which epoch's weights to end with
   * @param earlyStopping patience in epochs
   * @param checkpoints when they are due
   * @param onNan what to do where loss or gradient is no longer finite
   * @param output directory, any Hadoop path
   * @param overwrite whether to replace a run that is there
   * @param resume whether to go on with a run that is there
   */
  public record RunSettings(
      OptionalLong batchSize,
      int epochs,
      OptionalLong maxSteps,
      boolean shuffle,
      long seed,
      Precision precision,
      EngineChoice engine,
      OptionalInt shards,
      BlasChoice blas,
      Keep keep,
      OptionalInt earlyStopping,
      CheckpointEvery checkpoints,
      OnNan onNan,
      String output,
      boolean overwrite,
      boolean resume) {
    public RunSettings {
      atLeastOne("--batch-size", batchSize.orElse(1));
      atLeastOne("--epochs", epochs);
      atLeastOne("--max-steps", maxSteps.orElse(1));
      atLeastOne("--shards", shards.orElse(1));
      atLeastOne("--early-stopping", earlyStopping.orElse(1));
      if (resume && overwrite) {
        throw BadInputException.at("--resume", "--resume or --overwrite", "both");
      }
      if (onNan == OnNan.ROLLBACK && checkpoints instanceof CheckpointEvery.Time) {
        throw BadInputException.at(
            "--on-nan rollback",
            "--checkpoint-every in epochs, so that the result does not depend on the time",
            checkpoints.text());
      }
      if (output.isBlank()) {
        throw BadInputException.at("--output", "a directory", "nothing");
      }
    }

    /** What to do where the output directory holds a run. */
    IfThere ifThere() {
      if (resume) {
        return IfThere.RESUME;
      }
      return overwrite ? IfThere.REPLACE : IfThere.REFUSE;
    }

    private static void atLeastOne(String option, long value) {
      if (value < 1) {
        throw BadInputException.at(option, "at least 1", Long.toString(value));
      }
    }
  }
}
