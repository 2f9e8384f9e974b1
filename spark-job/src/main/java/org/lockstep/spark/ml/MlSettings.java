package org.lockstep.spark.ml;

import java.util.List;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.EnsembleSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.OptimizerSettings;
import org.lockstep.spark.settings.ScheduleSettings;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.Setting;

/** The settings that estimators have as parameters. */
final class MlSettings {
  /** The settings of all estimators. */
  static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              NetworkSettings.SECTION,
              OptimizerSettings.SECTION,
              ScheduleSettings.SECTION,
              new Section(
                  "Columns", List.of(ColumnSettings.TEXT_KIND, ColumnSettings.TEXT_FEATURES)),
              new Section(
                  "Training",
                  List.of(
                      LoopSettings.BATCH_SIZE,
                      LoopSettings.EPOCHS,
                      LoopSettings.MAX_STEPS,
                      LoopSettings.SHUFFLE,
                      LoopSettings.SEED,
                      EnsembleSettings.MEMBERS,
                      LoopSettings.PRECISION,
                      LoopSettings.KEEP,
                      LoopSettings.KEEP_TIES,
                      LoopSettings.AVERAGE,
                      LoopSettings.EARLY_STOPPING,
                      LoopSettings.TOL,
                      LoopSettings.ON_NAN,
                      LoopSettings.CHECKPOINT_EVERY,
                      DataSettings.SCALE,
                      DataSettings.TARGET_SCALE,
                      DataSettings.VALIDATION_FRACTION,
                      ComputeSettings.ENGINE,
                      ComputeSettings.SHARDS,
                      ComputeSettings.TASKS,
                      ComputeSettings.BLAS))));

  private MlSettings() {}

  /** The settings of a classifier. */
  static List<Setting<?>> ofClasses() {
    return without(DataSettings.TARGET_SCALE);
  }

  /** The settings that both kinds of model keep. */
  static List<Setting<?>> ofModels() {
    return without(
        DataSettings.TARGET_SCALE,
        OptimizerSettings.CLASS_WEIGHTS,
        NetworkSettings.LABEL_SMOOTHING);
  }

  /** The settings of a regressor. */
  static List<Setting<?>> ofRegression() {
    return without(OptimizerSettings.CLASS_WEIGHTS, NetworkSettings.LABEL_SMOOTHING);
  }

  private static List<Setting<?>> without(Setting<?>... others) {
    return CATALOGUE.without(others).settings();
  }
}
