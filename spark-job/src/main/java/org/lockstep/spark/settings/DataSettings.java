package org.lockstep.spark.settings;

import java.util.Optional;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.prepare.InputChoices;

/**
 * What the rows mean: the task, the scaling, and how columns become features.
 *
 * @param task empty: from the target
 * @param scale empty: unit for bytes, maxabs for sparse rows, robust for tables of columns,
 *     otherwise standard
 * @param targetScale empty: standard for numbers predicted by a linear output, otherwise none
 * @param input how columns become features
 */
public record DataSettings(
    Optional<Task> task,
    Optional<Scaling.Kind> scale,
    Optional<TargetScaling.Kind> targetScale,
    InputChoices input) {

  /** The task. */
  public static final Setting<Task> TASK =
      Setting.named("task", SettingTypes.word(Task.class))
          .label("NAME")
          .help(SettingTypes.anyOf(Task.class))
          .otherwise("from the target")
          .build();

  /** The scaling of features. */
  public static final Setting<Scaling.Kind> SCALE =
      Setting.named("scale", SettingTypes.word(Scaling.Kind.class))
          .label("KIND")
          .help(
              "`none`, `unit` (divided by 255), `center`, `standard`, `minmax`, `maxabs` (divided"
                  + " by the largest magnitude) or `robust` (by the quartiles, clipped smoothly),"
                  + " fitted to the training rows")
          .otherwise(
              "`unit` for bytes, `maxabs` for sparse rows, `robust` for tables of columns,"
                  + " otherwise `standard`")
          .otherwiseInMl("`maxabs` for sparse rows, otherwise `standard`")
          .inMl("scale")
          .build();

  /** The scaling of a regression's targets. */
  public static final Setting<TargetScaling.Kind> TARGET_SCALE =
      Setting.named("target-scale", SettingTypes.word(TargetScaling.Kind.class))
          .label("KIND")
          .help(
              "How numeric targets are scaled for training: `none`; `standard`, in deviations from"
                  + " their mean; `clipped`, as `standard`, with predictions within the range of"
                  + " the training targets; or `log`, as `standard`, of their logarithms; fitted to"
                  + " the training rows; predictions and errors are in the targets' own unit")
          .otherwise("`standard` for a linear output, otherwise `none`")
          .unrecorded(TargetScaling.Kind.NONE)
          .inMl("targetScale")
          .build();

  /** A share of the training rows. */
  public static final Setting<Double> TEST_FRACTION =
      Setting.named("test-fraction", SettingTypes.share("a fraction"))
          .label("F")
          .help("Hold out this share of the training rows for the test")
          .byDefault("0", 0.0)
          .unrecorded(0.0)
          .build();

  /** A share of the training rows. */
  public static final Setting<Double> VALIDATION_FRACTION =
      Setting.named("validation-fraction", SettingTypes.share("a fraction"))
          .label("F")
          .help("Hold out this share of the training rows for validation")
          .byDefault("0.1; 0 if validation rows are given", 0.1)
          .unrecorded(0.0)
          .inMl("validationFraction")
          .byDefaultInMl(0.0)
          .build();

  /** Returns the data settings of these values. */
  public static DataSettings of(SettingValues values) {
    return new DataSettings(
        values.find(TASK),
        values.find(SCALE),
        values.find(TARGET_SCALE),
        ColumnSettings.of(values).choices());
  }
}
