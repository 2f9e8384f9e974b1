package org.lockstep.model.data;

import java.io.Serializable;

/** Turns the raw values of one column into features. There is a class for each kind of column. */
abstract sealed class Encoding implements Serializable
    permits CopiedValues, ValueEncoding, WeightedTerms {
  private static final long serialVersionUID = 1L;

  /** The first raw value. */
  final int value;

  /** The number of raw values. */
  final int values;

  /** The first feature. */
  final int feature;

  /** The number of features. */
  final int width;

  /**
   * Encodes a column.
   *
   * @param value the first raw value
   * @param values the number of raw values
   * @param feature the first feature
   */
  Encoding(InputColumn column, int value, int values, int feature) {
    this.value = value;
    this.values = values;
    this.feature = feature;
    this.width = column.width();
  }

  /**
   * The encoding of a column.
   *
   * @param codes from a raw value's index to the category's or term's; null if they are equal
   */
  static Encoding of(InputColumn column, int value, int values, int feature, int[] codes) {
    if (column instanceof TextColumn text) {
      return new WeightedTerms(text, value, values, feature, codes);
    }
    if (column instanceof CategoryColumn text) {
      return text.form() == CategoryColumn.Form.ONE_HOT
          ? new OneHotCategory(text, value, feature, codes)
          : new RankedCategory(text, value, feature, codes);
    }
    if (column instanceof DateColumn date) {
      return new DateParts(date, value, feature);
    }
    return column instanceof NumberColumn number && number.fill().isPresent()
        ? new FilledNumber(number, value, feature)
        : new CopiedValues(column, value, values, feature);
  }

  /** Whether each feature is its raw value, or what replaces it if it is missing. */
  boolean isElementwise() {
    return false;
  }

  /** Whether a raw value can be missing. */
  boolean mayBeMissing() {
    return true;
  }

  /** The number that replaces a missing one, less its origin; NaN if there is none. */
  double fill() {
    return Double.NaN;
  }

  /** Overwrites the features of a row. */
  abstract void encode(double[] row, double[] features);

  /**
   * The same for a sparse row: adds the features that are not 0.
   *
   * @param places the indices of the raw values that the row holds, ascending
   * @param k the first entry that can belong to this column
   * @param to the end of the entries
   * @param scratch as long as the features of a row; partly overwritten
   * @return the first entry of another column
   */
  abstract int encode(
      int[] places, double[] row, int k, int to, double[] scratch, FeatureEntries features);
}
