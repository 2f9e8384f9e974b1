package org.lockstep.spark.settings;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.optim.Adam;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.text.Words;

/**
 * How θ moves.
 *
 * @param learningRate η₀
 * @param decay of the schedules step and exponential, else empty
 * @param decayEvery epochs between drops of the schedule step, else empty
 * @param l2 λ
 * @param clipNorm infinite for no limit
 * @param classWeights how much classes weigh; empty: by their rows
 */
public record OptimizerSettings(
    Optimizer optimizer,
    double learningRate,
    ScheduleKind schedule,
    Optional<Double> decay,
    Optional<Integer> decayEvery,
    double l2,
    double clipNorm,
    Optional<ClassWeights> classWeights) {

  /** The rule. */
  public static final Setting<Optimizer> OPTIMIZER =
      Setting.named("optimizer", Types.word(Optimizer.all()))
          .label("NAME")
          .help(Types.anyOf(Optimizer.all()) + ", as PyTorch defines them")
          .byDefault(new Adam())
          .inMl("solver")
          .build();

  /** η₀. */
  public static final Setting<Double> LEARNING_RATE =
      Setting.named("learning-rate", Types.positive())
          .label("RATE")
          .help("How far a step goes")
          .byDefault(
              "0.1 for `sgd`, 0.01 for `momentum` and `nesterov`, 0.001 for `adam`",
              values -> Optional.of(values.get(OPTIMIZER).usualRate()))
          .inMl("stepSize")
          .build();

  /** Of the learning rate. */
  public static final Setting<ScheduleKind> SCHEDULE =
      Setting.named("schedule", Types.word(ScheduleKind.class))
          .label("NAME")
          .help("Of the learning rate, by epoch: " + Types.anyOf(ScheduleKind.class))
          .byDefault(ScheduleKind.CONSTANT)
          .inMl("schedule")
          .build();

  /** The factor of a drop. */
  public static final Setting<Double> DECAY =
      Setting.named("decay", Types.number("a factor in (0, 1]", d -> d > 0 && d <= 1))
          .label("FACTOR")
          .help("Of the schedules `step` and `exponential`")
          .byDefault(
              "0.1 and 0.95",
              values ->
                  switch (values.get(SCHEDULE)) {
                    case STEP -> Optional.of(0.1);
                    case EXPONENTIAL -> Optional.of(0.95);
                    case CONSTANT, COSINE -> Optional.empty();
                  })
          .inMl("decay")
          .build();

  /** Epochs between drops. */
  public static final Setting<Integer> DECAY_EVERY =
      Setting.named("decay-every", Types.count("at least 1 epoch"))
          .label("N")
          .help("Epochs between two drops of the schedule `step`")
          .byDefault(
              "10",
              values ->
                  values.get(SCHEDULE) == ScheduleKind.STEP ? Optional.of(10) : Optional.empty())
          .inMl("decayEvery")
          .build();

  /** λ. */
  public static final Setting<Double> L2 =
      Setting.named("l2", Types.notNegative("a number"))
          .label("LAMBDA")
          .help("Adds ½·λ·‖W‖² over weights, not biases")
          .byDefault("0", 0.0)
          .inMl("regParam")
          .build();

  /** The gradient's largest norm. */
  public static final Setting<Double> CLIP_NORM =
      Setting.named("clip-norm", Types.number("a positive number", norm -> norm > 0))
          .label("C")
          .help("Largest Euclidean norm of the mean gradient")
          .byDefault("no limit", Double.POSITIVE_INFINITY)
          .unrecorded(Double.POSITIVE_INFINITY)
          .inMl("clipNorm")
          .build();

  /** How much classes weigh. */
  public static final Setting<ClassWeights> CLASS_WEIGHTS =
      Setting.named("class-weights", Types.written(ClassWeights::parse, ClassWeights::text))
          .label("balanced|CLASS=W,...")
          .help(
              "Let all classes weigh the same, however many rows they have; or give classes"
                  + " weights, as in `spam=5,ham=1`, by which their rows' weights are multiplied"
                  + " (others have 1; a name with a comma or an equals sign goes in double quotes)")
          .inMl("classWeights")
          .build();

  /** All of them. */
  public static final Section SECTION =
      new Section(
          "Optimizer",
          List.of(
              OPTIMIZER,
              LEARNING_RATE,
              SCHEDULE,
              DECAY,
              DECAY_EVERY,
              L2,
              CLIP_NORM,
              CLASS_WEIGHTS));

  public OptimizerSettings {
    boolean decays = schedule == ScheduleKind.STEP || schedule == ScheduleKind.EXPONENTIAL;
    if (decay.isPresent() && !decays) {
      throw unlikeSchedule(DECAY, "step or exponential", schedule);
    }
    if (decayEvery.isPresent() && schedule != ScheduleKind.STEP) {
      throw unlikeSchedule(DECAY_EVERY, "step", schedule);
    }
  }

  private static BadInputException unlikeSchedule(
      Setting<?> setting, String expected, ScheduleKind found) {
    return BadInputException.at(
        setting + "", SCHEDULE + " " + expected, SCHEDULE + " " + Words.of(found));
  }

  /**
   * What these values say.
   *
   * @throws BadInputException where two of them do not go together
   */
  public static OptimizerSettings of(SettingValues values) {
    return new OptimizerSettings(
        values.get(OPTIMIZER),
        values.get(LEARNING_RATE),
        values.get(SCHEDULE),
        values.find(DECAY),
        values.find(DECAY_EVERY),
        values.get(L2),
        values.get(CLIP_NORM),
        values.find(CLASS_WEIGHTS));
  }

  /** η of each epoch of a run. */
  public Schedule scheduleOver(int epochs) {
    return switch (schedule) {
      case CONSTANT -> new Schedule.Constant(learningRate);
      case STEP -> new Schedule.Step(learningRate, decay.orElseThrow(), decayEvery.orElseThrow());
      case EXPONENTIAL -> new Schedule.Exponential(learningRate, decay.orElseThrow());
      case COSINE -> new Schedule.Cosine(learningRate, epochs);
    };
  }
}
