package org.lockstep.spark.job;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.read.source.ReaderOptions;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingTypes;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.table.RowRange;

/**
 * Which rows a model is scored on: a range of row numbers, or a part of its run.
 *
 * @param range of row numbers, used if there is no part
 */
public record EvaluationRows(Optional<Part> part, RowRange range) {
  /** All rows of the data. */
  public static final EvaluationRows ALL = new EvaluationRows(Optional.empty(), RowRange.ALL);

  /** The setting for the rows. */
  public static final Setting<EvaluationRows> ROWS =
      Setting.named("rows", SettingTypes.written(EvaluationRows::parse, EvaluationRows::text))
          .label("test|FROM:TO")
          .help(
              "Rows that the model's run held out: `test` or `validation`; its training rows:"
                  + " `train`; or rows by number, counted from 0, TO excluded")
          .byDefault("all", ALL)
          .page("models.md#evaluating-held-out-rows")
          .build();

  private static EvaluationRows parse(String option, String text) {
    Optional<Part> part = Words.find(Part.class, text);
    if (part.isPresent()) {
      return new EvaluationRows(part, RowRange.ALL);
    }
    if (text.indexOf(':') < 0) {
      throw BadInputException.at(
          option, "test, validation, train or rows FROM:TO", BadInputException.quote(text));
    }
    return new EvaluationRows(Optional.empty(), RowRange.parse(option, text));
  }

  /** Whether these are rows of the model's run. */
  public boolean isOfRun() {
    return part.isPresent();
  }

  /**
   * The rows of the model's run.
   *
   * @param data where the run's data is now; empty: where it was
   * @param reader options for Spark's reader; empty: those in the record
   */
  public EvaluatedData ofRun(Optional<String> data, Optional<ReaderOptions> reader) {
    return new EvaluatedData.OfRun(part.orElseThrow(), data, reader);
  }

  /** The text on the command line. */
  public String text() {
    return part.map(Words::of).orElseGet(range::text);
  }
}
