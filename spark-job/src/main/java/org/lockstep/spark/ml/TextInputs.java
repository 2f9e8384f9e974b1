package org.lockstep.spark.ml;

import java.util.Arrays;
import java.util.List;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.SettingValues;

/**
 * Which raw columns hold texts whose words are features, and how those are found.
 *
 * @param names of the columns
 * @param kind how a word finds its feature
 * @param features of a column, at most
 */
record TextInputs(List<String> names, TextColumn.Kind kind, int features) {
  TextInputs {
    names = List.copyOf(names);
  }

  /**
   * What an estimator's parameters say.
   *
   * @param inputs the raw columns
   * @throws BadInputException where one of the names is not among them
   */
  static TextInputs of(MlpParams owner, List<String> inputs) {
    SettingValues values = owner.settingParams().values(owner);
    List<String> names =
        owner.isSet(owner.textCols()) ? Arrays.asList(owner.getTextCols()) : List.of();
    for (String name : names) {
      if (!inputs.contains(name)) {
        throw BadInputException.at(
            "textCols", "columns of inputCols", BadInputException.quote(Columns.bare(name)));
      }
    }
    return new TextInputs(
        names, values.get(ColumnSettings.TEXT_KIND), values.get(ColumnSettings.TEXT_FEATURES));
  }

  /** Whether different words are told apart: their hashes need no vocabulary. */
  boolean collects() {
    return kind == TextColumn.Kind.TFIDF;
  }
}
