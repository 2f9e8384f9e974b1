package org.lockstep.spark.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.KeptColumns;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.Secrets;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingTypes;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.settings.ValueType;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.table.Snapshot;
import org.lockstep.spark.table.SplitRule;

/**
 * Where the rows of a training run come from.
 *
 * @param train the training data
 * @param test separate test data, or empty
 * @param validation separate validation data, or empty
 * @param heldOutTest test rows held out of the training data
 * @param heldOutValidation validation rows held out of the training data
 * @param rule by which held-out rows are chosen
 */
public record SourceSettings(
    ReadOptions train,
    Optional<ReadOptions> test,
    Optional<ReadOptions> validation,
    HeldOut heldOutTest,
    HeldOut heldOutValidation,
    SplitRule rule) {

  private static final ValueType<RowRange> RANGE =
      SettingTypes.written(RowRange::parse, RowRange::text);

  /** The training data. */
  public static final Setting<String> DATA =
      Setting.named("data", Secrets.text())
          .label("PATH")
          .help(
              "Training rows: a file, a directory or a glob, on any Hadoop file system;"
                  + " `table:NAME`, `sql:QUERY` or a `jdbc:` URL")
          .otherwise("the digits inside the jar")
          .build();

  /** The range of training data rows to use. */
  public static final Setting<RowRange> ROWS =
      Setting.named("rows", RANGE)
          .label("FROM:TO")
          .help("Only these rows, counted from 0 in the order of the files, TO excluded")
          .byDefault("all except those held out", RowRange.ALL)
          .unrecorded(RowRange.ALL)
          .build();

  /** Test rows. */
  public static final Setting<String> TEST =
      Setting.named("test", Secrets.text()).label("PATH").help("Test rows").build();

  /** Labels of the test rows. */
  public static final Setting<String> TEST_LABELS =
      Setting.named("test-labels", SettingTypes.text())
          .label("PATH")
          .help("Labels of " + TEST)
          .build();

  /** A range of the test data, or of the training data, to test on. */
  public static final Setting<RowRange> TEST_ROWS =
      Setting.named("test-rows", RANGE)
          .label("FROM:TO")
          .help("Which rows of " + TEST + "; without it, rows of " + DATA + " to hold out")
          .build();

  /** Validation rows. */
  public static final Setting<String> VALIDATION =
      Setting.named("validation", Secrets.text()).label("PATH").help("Validation rows").build();

  /** Labels of the validation rows. */
  public static final Setting<String> VALIDATION_LABELS =
      Setting.named("validation-labels", SettingTypes.text())
          .label("PATH")
          .help("Labels of " + VALIDATION)
          .build();

  /** A range of the validation data, or of the training data, to validate on. */
  public static final Setting<RowRange> VALIDATION_ROWS =
      Setting.named("validation-rows", RANGE)
          .label("FROM:TO")
          .help("Which rows of " + VALIDATION + "; without it, rows of " + DATA + " to hold out")
          .build();

  /** All data settings, including how files are read and what their rows mean. */
  public static final Section SECTION =
      new Section(
          "Data",
          Stream.<List<Setting<?>>>of(
                  List.of(
                      DATA,
                      ROWS,
                      ReadingSettings.LABELS,
                      TEST,
                      TEST_LABELS,
                      TEST_ROWS,
                      DataSettings.TEST_FRACTION,
                      VALIDATION,
                      VALIDATION_LABELS,
                      VALIDATION_ROWS,
                      DataSettings.VALIDATION_FRACTION,
                      SplitSettings.STRATIFY,
                      SplitSettings.SPLIT_BY,
                      SplitSettings.SPLIT_AFTER,
                      SplitSettings.SPLIT_SEED),
                  ReadingSettings.SECTION.settings(),
                  ColumnSettings.SECTION.settings(),
                  List.of(DataSettings.TASK, DataSettings.SCALE, DataSettings.TARGET_SCALE))
              .flatMap(List::stream)
              .toList());

  public SourceSettings {
    double shares = heldOutTest.share() + heldOutValidation.share();
    if (shares >= 1) {
      throw BadInputException.at(
          DataSettings.TEST_FRACTION + ", " + DataSettings.VALIDATION_FRACTION,
          "together less than 1",
          Double.toString(shares));
    }
  }

  /**
   * Creates the settings from these values.
   *
   * @throws BadInputException if two of them contradict each other
   */
  public static SourceSettings of(SettingValues values) {
    HeldOut test = heldOut(values, TEST, TEST_ROWS, DataSettings.TEST_FRACTION);
    boolean hasTest = values.find(TEST).isPresent() || test.isAny();
    return new SourceSettings(
        read(values, DATA, ReadingSettings.LABELS, ROWS)
            .orElseThrow(() -> BadInputException.at(DATA + "", "a path", "none")),
        read(values, TEST, TEST_LABELS, TEST_ROWS),
        read(values, VALIDATION, VALIDATION_LABELS, VALIDATION_ROWS),
        SplitSettings.later(values, hasTest).orElse(test),
        heldOut(values, VALIDATION, VALIDATION_ROWS, DataSettings.VALIDATION_FRACTION),
        SplitSettings.of(values));
  }

  /** The same values without the default validation share if validation rows are named. */
  static SettingValues withoutUnusedShare(SettingValues values) {
    boolean isNamed =
        values.find(VALIDATION).isPresent() || values.find(VALIDATION_ROWS).isPresent();
    return isNamed && values.given(DataSettings.VALIDATION_FRACTION).isEmpty()
        ? values.with(DataSettings.VALIDATION_FRACTION, 0.0)
        : values;
  }

  private static Optional<ReadOptions> read(
      SettingValues values, Setting<String> path, Setting<String> labels, Setting<RowRange> rows) {
    Optional<String> given = values.find(path);
    if (given.isEmpty() && values.find(labels).isPresent()) {
      throw BadInputException.at(labels + "", path + " with it", labels + " alone");
    }
    return given.map(
        name ->
            ReadOptions.of(values, name, values.find(labels), TargetUse.REQUIRED)
                .withRows(values.find(rows).orElse(RowRange.ALL))
                .withKept(KeptColumns.dividing(values.find(SplitSettings.SPLIT_BY))));
  }

  /** The rows held out of the training data for a part that can have its own file. */
  private static HeldOut heldOut(
      SettingValues values,
      Setting<String> path,
      Setting<RowRange> rows,
      Setting<Double> fraction) {
    HeldOut share = HeldOut.fraction(values.get(fraction));
    boolean hasFile = values.find(path).isPresent();
    Optional<RowRange> numbered = values.find(rows);
    if (hasFile && share.isAny()) {
      throw BadInputException.at(path + "", path + " or " + fraction, "both");
    }
    if (hasFile || numbered.isEmpty()) {
      return share;
    }
    if (share.isAny()) {
      throw BadInputException.at(path + "", rows + " or " + fraction, "both");
    }
    return new HeldOut.Rows(numbered.get());
  }

  /** Whether there are validation rows. */
  public boolean hasValidation() {
    return validation.isPresent() || heldOutValidation.isAny();
  }

  /** Whether rows of the training data are chosen at random to be held out. */
  boolean choosesRows() {
    return heldOutTest.share() + heldOutValidation.share() > 0;
  }

  /** The same settings, for tables in the snapshots that a run began with. */
  SourceSettings withPins(List<Snapshot> pins) {
    return new SourceSettings(
        pinned(train, pins),
        test.map(options -> pinned(options, pins)),
        validation.map(options -> pinned(options, pins)),
        heldOutTest,
        heldOutValidation,
        rule);
  }

  private static ReadOptions pinned(ReadOptions options, List<Snapshot> pins) {
    return options.withReader(options.form().reader().withPins(pins));
  }

  /** Texts that must never be printed. */
  public List<String> secrets() {
    return Stream.of(Optional.of(train), test, validation)
        .flatMap(Optional::stream)
        .flatMap(options -> options.secrets().stream())
        .toList();
  }
}
