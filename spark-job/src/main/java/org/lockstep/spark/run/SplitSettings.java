package org.lockstep.spark.run;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingTypes;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.SplitColumn;
import org.lockstep.spark.table.SplitPoint;
import org.lockstep.spark.table.SplitRule;

/** The settings for how to choose rows to hold out. */
public final class SplitSettings {
  private static final String FRACTIONS =
      DataSettings.TEST_FRACTION + " or " + DataSettings.VALIDATION_FRACTION;

  /** Whether to hold out the same share of every class. */
  public static final Setting<Boolean> STRATIFY =
      Setting.named("stratify", SettingTypes.flag())
          .label("true|false")
          .help("Whether fractions hold out the same share of every class")
          .byDefault(
              "true for classes, unless a column divides the rows",
              values -> Optional.of(hasShare(values) && values.find(splitBy()).isEmpty()))
          .unrecorded(false)
          .page("data.md#held-out-rows")
          .build();

  /** The column to split by: groups or times. */
  public static final Setting<String> SPLIT_BY =
      Setting.named("split-by", SettingTypes.text("a column"))
          .label("COL")
          .help(
              "Hold out whole values of this column, such as customers; it is not a feature unless"
                  + " named as one")
          .page("data.md#held-out-rows")
          .build();

  /** The point at which to cut that column. */
  public static final Setting<SplitPoint> SPLIT_AFTER =
      Setting.named("split-after", SettingTypes.written(SplitPoint::parse, SplitPoint::text))
          .label("DATE|NUMBER")
          .help(
              "Test on the rows whose "
                  + SPLIT_BY
                  + " is this or later; the latest of the others validate")
          .page("data.md#held-out-rows")
          .build();

  /** The seed of the choice of rows to hold out. */
  public static final Setting<Long> SPLIT_SEED =
      Setting.named("split-seed", SettingTypes.whole())
          .label("N")
          .help(
              "Seed of the choice of rows to hold out: runs of several seeds can hold out the same")
          .otherwise("that of " + LoopSettings.SEED)
          .page("data.md#held-out-rows")
          .build();

  private SplitSettings() {}

  private static Setting<String> splitBy() { // declared below
    return SPLIT_BY;
  }

  private static boolean hasShare(SettingValues values) {
    return values.find(DataSettings.TEST_FRACTION).orElse(0.0)
            + values.find(DataSettings.VALIDATION_FRACTION).orElse(0.0)
        > 0;
  }

  /**
   * Creates the rule from these values.
   *
   * @throws BadInputException if they contradict each other
   */
  static SplitRule of(SettingValues values) {
    Optional<String> column = values.find(SPLIT_BY);
    Optional<SplitPoint> after = values.find(SPLIT_AFTER);
    boolean stratify = values.get(STRATIFY);
    if (after.isPresent() && column.isEmpty()) {
      throw BadInputException.at(
          SPLIT_AFTER + "", SPLIT_BY + " with it, the column of times", SPLIT_AFTER + " alone");
    }
    if (column.isPresent() && after.isEmpty() && !hasShare(values)) {
      throw BadInputException.at(SPLIT_BY + "", FRACTIONS + " with it, or " + SPLIT_AFTER, "none");
    }
    if (column.isPresent() && stratify) {
      throw BadInputException.at(STRATIFY + "", STRATIFY + " or " + SPLIT_BY, "both");
    }
    if (stratify && !hasShare(values)) {
      throw BadInputException.at(STRATIFY + "", FRACTIONS + " with it", "neither");
    }
    return new SplitRule(stratify, column.map(name -> new SplitColumn(name, after)));
  }

  /**
   * The test rows after the split point, if one is given.
   *
   * @param hasTest whether other settings already name test rows
   */
  static Optional<HeldOut> later(SettingValues values, boolean hasTest) {
    if (values.find(SPLIT_AFTER).isPresent() && hasTest) {
      throw BadInputException.at(
          SPLIT_AFTER + "", "no other test rows", "another option that names some");
    }
    return values.find(SPLIT_AFTER).map(point -> new HeldOut.Later());
  }
}
