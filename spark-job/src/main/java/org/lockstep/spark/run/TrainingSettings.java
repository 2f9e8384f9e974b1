package org.lockstep.spark.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.fit.TargetPlan;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.EnsembleSettings;
import org.lockstep.spark.settings.IdleSettings;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OptimizerSettings;
import org.lockstep.spark.settings.Recipe;
import org.lockstep.spark.settings.ScheduleSettings;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.settings.ThresholdSettings;

/**
 * Everything a user decides about a run. The job decides what depends on the data, and prints it
 * before training starts.
 *
 * @param values from which the rest follows
 * @param ofNumbers the values to use instead if the target turns out to be numbers
 */
public record TrainingSettings(
    SettingValues values,
    Optional<SettingValues> ofNumbers,
    SourceSettings source,
    DataSettings data,
    Recipe recipe,
    ComputeSettings compute,
    OutputSettings output) {

  /** All settings of {@code train}. */
  public static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              SourceSettings.SECTION,
              NetworkSettings.SECTION,
              OptimizerSettings.SECTION,
              ScheduleSettings.SECTION,
              new Section(
                  "Run",
                  List.of(
                      LoopSettings.BATCH_SIZE,
                      LoopSettings.EPOCHS,
                      LoopSettings.MAX_STEPS,
                      LoopSettings.SHUFFLE,
                      LoopSettings.SEED,
                      EnsembleSettings.MEMBERS,
                      LoopSettings.PRECISION,
                      ComputeSettings.ENGINE,
                      ComputeSettings.SHARDS,
                      ComputeSettings.TASKS,
                      ComputeSettings.BLAS,
                      LoopSettings.KEEP,
                      LoopSettings.KEEP_TIES,
                      LoopSettings.AVERAGE,
                      LoopSettings.EARLY_STOPPING,
                      LoopSettings.TOL,
                      LoopSettings.ON_NAN,
                      LoopSettings.CHECKPOINT_EVERY,
                      ThresholdSettings.THRESHOLD,
                      ThresholdSettings.FALSE_POSITIVE_COST,
                      ThresholdSettings.FALSE_NEGATIVE_COST,
                      OutputSettings.RESUME,
                      OutputSettings.OUTPUT,
                      OutputSettings.OVERWRITE))));

  public TrainingSettings {
    if (data.task().isPresent()) {
      recipe.check(data.task().get());
      TargetPlan.of(data, recipe.network()).check(data.task().get());
    }
    if (!source.hasValidation()) {
      LoopSettings loop = recipe.loop();
      refuseWithoutValidation(LoopSettings.EARLY_STOPPING, loop.patience().isPresent());
      refuseWithoutValidation(LoopSettings.KEEP, loop.keep() != Keep.LAST);
      refuseWithoutValidation(ScheduleSettings.SCHEDULE, recipe.schedule().needsValidation());
    }
  }

  private static void refuseWithoutValidation(Setting<?> setting, boolean isGiven) {
    if (isGiven) {
      throw BadInputException.at(
          setting + "",
          "validation rows: "
              + SourceSettings.VALIDATION
              + ", "
              + SourceSettings.VALIDATION_ROWS
              + " or "
              + DataSettings.VALIDATION_FRACTION,
          "none");
    }
  }

  /**
   * Creates the settings from these values.
   *
   * @param given by the user
   * @throws BadInputException if two of them contradict each other
   */
  public static TrainingSettings of(SettingValues given) {
    return of(given, Optional.empty());
  }

  /**
   * The same for a user who leaves the task to the data.
   *
   * @param given by the user or a preset, for each task
   */
  public static TrainingSettings of(Function<Task, SettingValues> given) {
    SettingValues values = given.apply(Task.CLASSIFICATION);
    Optional<Task> task = values.given(DataSettings.TASK);
    if (task.isPresent()) {
      return of(given.apply(task.get()));
    }
    SettingValues ofNumbers = given.apply(Task.REGRESSION);
    return ofNumbers.equals(values) ? of(values) : of(values, Optional.of(ofNumbers));
  }

  private static TrainingSettings of(SettingValues given, Optional<SettingValues> ofNumbers) {
    SettingValues own = SourceSettings.withoutUnusedShare(given);
    SourceSettings source = SourceSettings.of(own);
    SettingValues values = source.hasValidation() ? own : LoopSettings.withoutValidation(own);
    return new TrainingSettings(
        values,
        ofNumbers,
        source,
        DataSettings.of(values),
        Recipe.of(values),
        ComputeSettings.of(values),
        OutputSettings.of(values));
  }

  /**
   * Checks these settings for a new run. A resumed run may have begun with settings that are
   * refused here.
   *
   * @throws BadInputException if a setting would have no effect
   */
  public TrainingSettings toBegin() {
    IdleSettings.check(values);
    return this;
  }

  /** The seed of the choice of rows to hold out. */
  long splitSeed() {
    return values.find(SplitSettings.SPLIT_SEED).orElseGet(() -> recipe.loop().seed());
  }

  /** How many networks predict together. */
  public int members() {
    return values.get(EnsembleSettings.MEMBERS);
  }

  /**
   * The settings of one member, from 0: the same rows, its own seed.
   *
   * @param directory to write the member to
   */
  TrainingSettings ofMember(int member, String directory) {
    return of(
        EnsembleSettings.ofMember(values, member)
            .with(SplitSettings.SPLIT_SEED, splitSeed())
            .with(OutputSettings.OUTPUT, directory));
  }

  /** The settings in effect for a task. */
  TrainingSettings of(Task task) {
    return task == Task.REGRESSION && ofNumbers.isPresent() ? of(ofNumbers.get()) : of(values);
  }

  /** The same settings with a target scaling that was decided before, or by the data. */
  TrainingSettings withTargetScale(TargetScaling.Kind kind) {
    return with(DataSettings.TARGET_SCALE, kind);
  }

  /** The same settings without stratifying held-out rows by class. */
  TrainingSettings withoutClasses() {
    return with(SplitSettings.STRATIFY, false);
  }

  private <T> TrainingSettings with(Setting<T> setting, T value) {
    return of(values.with(setting, value), ofNumbers.map(other -> other.with(setting, value)));
  }

  /** The settings that must be the same when the run is resumed. */
  Map<String, String> ofResult() {
    return CATALOGUE.result(values);
  }
}
