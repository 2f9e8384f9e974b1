package org.lockstep.model.data;

import java.io.Serializable;

/** What becomes of one column: the features of its raw values. A class for each kind of column. */
abstract sealed class Encoding implements Serializable
    permits CopiedValues, ValueEncoding, WeightedTerms {
  private static final long serialVersionUID = 1L;

  /** The first raw value. */
  final int value;

  /** How many raw values. */
  final int values;

  /** The first feature. */
  final int feature;

  /** How many features. */
  final int width;

  /**
   * Of a column.
   *
   * @param value the first raw value
   * @param values how many of them
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
   * @param codes of a raw value's index, the category or term; null where they are equal
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

  /** Whether its one feature is its raw value, or what stands for it where it is missing. */
  boolean isElementwise() {
    return false;
  }

  /** Whether something stands for a missing value. */
  boolean mayBeMissing() {
    return true;
  }

  /** What stands for a missing number, less its origin; NaN for nothing. */
  double fill() {
    return Double.NaN;
  }

  /** Overwrites the features of a row. */
  abstract void encode(double[] row, double[] features);

  /**
   * The same for a row of which only what is not 0 is given: adds the features that are not 0.
   *
   * @param places which raw values the entries are, ascending
   * @param k the first entry that may be of this column
   * @param to the end of the entries
   * @param scratch as long as the features of a row, overwritten in part
   * @return the first entry that is of another column
   */
  abstract int encode(
      int[] places, double[] row, int k, int to, double[] scratch, FeatureEntries features);
}
