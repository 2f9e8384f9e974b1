package org.lockstep.spark.ml;

/**
 * Setters of columns, scaling, and held-out rows.
 *
 * @param <E> the estimator
 */
public interface DataSetters<E> extends DataParams {

  /**
   * Sets {@link #scale}: the scaling of features: none, unit, center, standard, minmax, maxabs or
   * robust.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setScale(String value) {
    set(scale(), value);
    return (E) this;
  }

  /**
   * Sets {@link #validationFraction}: the share of rows to hold out for validation, chosen at
   * random; for classes, the same share of each.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setValidationFraction(double value) {
    set(validationFraction(), (Double) value);
    return (E) this;
  }

  /**
   * Sets {@link #inputCols}: the raw columns to use as features, instead of featuresCol: numbers,
   * texts, dates or booleans. Values can be missing if handleInvalid is keep.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setInputCols(String... value) {
    set(inputCols(), value);
    return (E) this;
  }

  /** Sets {@link #textCols}: the columns of inputCols whose words become features. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTextCols(String... value) {
    set(textCols(), value);
    return (E) this;
  }

  /** Sets {@link #textKind}: how words map to features: tfidf or hashing. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTextKind(String value) {
    set(textKind(), value);
    return (E) this;
  }

  /** Sets {@link #textFeatures}: the most features of a text column. */
  @SuppressWarnings("unchecked") // E is this class
  default E setTextFeatures(int value) {
    set(textFeatures(), (Integer) value);
    return (E) this;
  }

  /** Sets {@link #orderCol}: the column that orders the rows; without it, their content does. */
  @SuppressWarnings("unchecked") // E is this class
  default E setOrderCol(String value) {
    set(orderCol(), value);
    return (E) this;
  }

  /**
   * Sets {@link #validationIndicatorCol}: the boolean column that marks the rows to hold out for
   * validation.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setValidationIndicatorCol(String value) {
    set(validationIndicatorCol(), value);
    return (E) this;
  }

  /**
   * Sets {@link #handleInvalid}: what to do with rows whose features are null or not finite: error,
   * skip or keep.
   */
  @SuppressWarnings("unchecked") // E is this class
  default E setHandleInvalid(String value) {
    set(handleInvalid(), value);
    return (E) this;
  }
}
