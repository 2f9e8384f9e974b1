package org.lockstep.spark.settings;

import java.util.Optional;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.prepare.InputChoices;

/**
 * What rows mean.
 *
 * @param task empty: from the target
 * @param scale empty: unit for bytes, robust for tables of columns, standard for everything else
 * @param input how columns become features
 */
public record DataSettings(Optional<Task> task, Optional<Scaling.Kind> scale, InputChoices input) {

  /** The task. */
  public static final Setting<Task> TASK =
      Setting.named("task", Types.word(Task.class))
          .label("NAME")
          .help(Types.anyOf(Task.class))
          .otherwise("from the target")
          .build();

  /** The scaling of features. */
  public static final Setting<Scaling.Kind> SCALE =
      Setting.named("scale", Types.word(Scaling.Kind.class))
          .label("KIND")
          .help(
              "`none`, `unit` (divided by 255), `center`, `standard`, `minmax` or `robust` (by the"
                  + " quartiles, clipped smoothly), fitted to the training rows")
          .otherwise("`unit` for bytes, `robust` for tables of columns, else `standard`")
          .otherwiseInMl("`standard`")
          .inMl("scale")
          .build();

  /** A share of the training rows. */
  public static final Setting<Double> TEST_FRACTION =
      Setting.named("test-fraction", Types.share("a fraction"))
          .label("F")
          .help("Hold out this share of the training rows for the test")
          .byDefault("0", 0.0)
          .unrecorded(0.0)
          .build();

  /** A share of the training rows. */
  public static final Setting<Double> VALIDATION_FRACTION =
      Setting.named("validation-fraction", Types.share("a fraction"))
          .label("F")
          .help("Hold out this share of the training rows for validation")
          .byDefault("0", 0.0)
          .unrecorded(0.0)
          .inMl("validationFraction")
          .build();

  /** What these values say. */
  public static DataSettings of(SettingValues values) {
    return new DataSettings(
        values.find(TASK), values.find(SCALE), ColumnSettings.of(values).choices());
  }
}
