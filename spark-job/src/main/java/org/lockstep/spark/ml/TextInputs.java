package org.lockstep.spark.ml;

import java.util.Arrays;
import java.util.List;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.SettingValues;

/**
 * The raw columns whose words are features, and how words map to features.
 *
 * @param names the names of the columns
 * @param kind how a word maps to a feature
 * @param features the most features of a column
 */
record TextInputs(List<String> names, TextColumn.Kind kind, int features) {
  TextInputs {
    names = List.copyOf(names);
  }

  /**
   * Returns the text inputs of an estimator's parameters.
   *
   * @param inputs the raw columns
   * @throws BadInputException if one of the names is not among them
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

  /** Whether distinct words are collected: hashing needs no vocabulary. */
  boolean collects() {
    return kind == TextColumn.Kind.TFIDF;
  }
}
