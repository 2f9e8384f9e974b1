package org.lockstep.spark.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.optim.Plateau;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.text.Words;

/**
 * The learning rate, and how it and other numbers change from step to step.
 *
 * @param learningRate η₀
 * @param decay the factor of the step, exponential and plateau schedules; otherwise empty
 * @param decayEvery epochs between drops of the step schedule; otherwise empty
 * @param plateauPatience the patience of the plateau schedule; otherwise empty
 * @param warmUp epochs of the warm-up, or a fraction of one; 0 for none
 */
public record ScheduleSettings(
    double learningRate,
    ScheduleKind schedule,
    Optional<Double> decay,
    Optional<Integer> decayEvery,
    OptionalInt plateauPatience,
    double warmUp,
    FactorKind weightDecaySchedule,
    FactorKind dropoutSchedule) {

  /** η₀, the learning rate. */
  public static final Setting<Double> LEARNING_RATE =
      Setting.named("learning-rate", SettingTypes.positive())
          .label("RATE")
          .help("How far a step goes")
          .byDefault(
              ConstantSettings.usual(rule -> Optional.of(rule.usualRate())),
              values -> Optional.of(values.get(OptimizerSettings.OPTIMIZER).usualRate()))
          .inMl("stepSize")
          .build();

  /** The schedule of the learning rate. */
  public static final Setting<ScheduleKind> SCHEDULE =
      Setting.named("schedule", SettingTypes.word(ScheduleKind.class))
          .label("NAME")
          .help(
              "Schedule of the learning rate: `constant`; by epoch `step`, `exponential` or"
                  + " `cosine`; by step `flat-cosine`, `coslog4` or `one-cycle`; `plateau` drops"
                  + " when epochs are no better on the validation rows")
          .byDefault(ScheduleKind.CONSTANT)
          .page("mathematics.md#schedules")
          .inMl("schedule")
          .build();

  /** The factor of a drop. */
  public static final Setting<Double> DECAY =
      Setting.named("decay", SettingTypes.number("a factor in (0, 1]", d -> d > 0 && d <= 1))
          .label("FACTOR")
          .help("Factor of the schedules `step`, `exponential` and `plateau`")
          .byDefault(
              "0.1, 0.95 and 0.1",
              values ->
                  switch (values.get(SCHEDULE)) {
                    case STEP, PLATEAU -> Optional.of(0.1);
                    case EXPONENTIAL -> Optional.of(0.95);
                    case CONSTANT, COSINE, FLAT_COSINE, COSLOG4, ONE_CYCLE -> Optional.empty();
                  })
          .inMl("decay")
          .build();

  /** The epochs between drops. */
  public static final Setting<Integer> DECAY_EVERY =
      Setting.named("decay-every", SettingTypes.count("at least 1 epoch"))
          .label("N")
          .help("Epochs between two drops of the schedule `step`")
          .byDefault(
              "10",
              values ->
                  values.get(SCHEDULE) == ScheduleKind.STEP ? Optional.of(10) : Optional.empty())
          .inMl("decayEvery")
          .build();

  /** The epochs without improvement before a drop. */
  public static final Setting<Integer> PLATEAU_PATIENCE =
      Setting.named("plateau-patience", SettingTypes.count("at least 1 epoch"))
          .label("N")
          .help(
              "Epochs that can be no better before the schedule `plateau` drops, by the measure"
                  + " that "
                  + LoopSettings.KEEP
                  + " watches")
          .byDefault(
              "10",
              values ->
                  values.get(SCHEDULE) == ScheduleKind.PLATEAU ? Optional.of(10) : Optional.empty())
          .inMl("plateauPatience")
          .build();

  /** The epochs of the warm-up. */
  public static final Setting<Double> WARM_UP =
      Setting.named("warm-up", SettingTypes.notNegative("a number of epochs"))
          .label("EPOCHS")
          .help(
              "Let the learning rate of any schedule begin near 0 and grow to its full size, step"
                  + " by step, over this many epochs; can be less than one, as in 0.5")
          .byDefault("0", 0.0)
          .unrecorded(0.0)
          .inMl("warmUp")
          .build();

  /** The schedule of the weight decay. */
  public static final Setting<FactorKind> WEIGHT_DECAY_SCHEDULE =
      Setting.named("weight-decay-schedule", SettingTypes.word(FactorKind.class))
          .label("NAME")
          .help("Schedule of the weight decay: " + SettingTypes.anyOf(FactorKind.class))
          .byDefault(FactorKind.CONSTANT)
          .unrecorded(FactorKind.CONSTANT)
          .inMl("weightDecaySchedule")
          .build();

  /** The schedule of dropout. */
  public static final Setting<FactorKind> DROPOUT_SCHEDULE =
      Setting.named("dropout-schedule", SettingTypes.word(FactorKind.class))
          .label("NAME")
          .help("Schedule of the dropout probability: " + SettingTypes.anyOf(FactorKind.class))
          .byDefault(FactorKind.CONSTANT)
          .unrecorded(FactorKind.CONSTANT)
          .inMl("dropoutSchedule")
          .build();

  /** All schedule settings. */
  public static final Section SECTION =
      new Section(
          "Schedules",
          List.of(
              LEARNING_RATE,
              SCHEDULE,
              DECAY,
              DECAY_EVERY,
              PLATEAU_PATIENCE,
              WARM_UP,
              WEIGHT_DECAY_SCHEDULE,
              DROPOUT_SCHEDULE));

  public ScheduleSettings {
    boolean decays =
        schedule == ScheduleKind.STEP
            || schedule == ScheduleKind.EXPONENTIAL
            || schedule == ScheduleKind.PLATEAU;
    if (decay.isPresent() && !decays) {
      throw unlikeSchedule(DECAY, "step, exponential or plateau", schedule);
    }
    if (decayEvery.isPresent() && schedule != ScheduleKind.STEP) {
      throw unlikeSchedule(DECAY_EVERY, "step", schedule);
    }
    if (plateauPatience.isPresent() && schedule != ScheduleKind.PLATEAU) {
      throw unlikeSchedule(PLATEAU_PATIENCE, "plateau", schedule);
    }
    if (schedule == ScheduleKind.PLATEAU && decay.orElseThrow() == 1) {
      throw BadInputException.at(DECAY + "", "less than 1 with " + SCHEDULE + " plateau", "1");
    }
  }

  private static BadInputException unlikeSchedule(
      Setting<?> setting, String expected, ScheduleKind found) {
    return BadInputException.at(
        setting + "", SCHEDULE + " " + expected, SCHEDULE + " " + Words.of(found));
  }

  /**
   * Returns the schedule settings of these values.
   *
   * @throws BadInputException if two of them contradict each other
   */
  public static ScheduleSettings of(SettingValues values) {
    return new ScheduleSettings(
        values.get(LEARNING_RATE),
        values.get(SCHEDULE),
        values.find(DECAY),
        values.find(DECAY_EVERY),
        values.find(PLATEAU_PATIENCE).map(OptionalInt::of).orElseGet(OptionalInt::empty),
        values.get(WARM_UP),
        values.get(WEIGHT_DECAY_SCHEDULE),
        values.get(DROPOUT_SCHEDULE));
  }

  /** Whether the schedule needs validation rows. */
  public boolean needsValidation() {
    return schedule == ScheduleKind.PLATEAU;
  }

  /**
   * η for each step.
   *
   * @param epochs of the run
   * @param stepsPerEpoch of the run
   * @param steps of the run
   */
  public Schedule over(int epochs, long stepsPerEpoch, long steps) {
    Schedule full =
        switch (schedule) {
          case CONSTANT -> new Schedule.Constant(learningRate);
          case STEP ->
              new Schedule.Step(
                  learningRate, decay.orElseThrow(), decayEvery.orElseThrow(), stepsPerEpoch);
          case EXPONENTIAL ->
              new Schedule.Exponential(learningRate, decay.orElseThrow(), stepsPerEpoch);
          case COSINE -> new Schedule.Cosine(learningRate, epochs, stepsPerEpoch);
          case FLAT_COSINE -> new Schedule.FlatCosine(learningRate, steps);
          case COSLOG4 -> new Schedule.Coslog4(learningRate, steps);
          case ONE_CYCLE -> new Schedule.OneCycle(learningRate, steps);
          case PLATEAU ->
              new Schedule.OnPlateau(
                  learningRate, new Plateau(decay.orElseThrow(), plateauPatience.orElseThrow()));
        };
    long warmUpSteps = StrictMath.round(warmUp * (double) stepsPerEpoch);
    return warmUpSteps > 1 ? new Schedule.WarmUp(full, warmUpSteps) : full;
  }
}
