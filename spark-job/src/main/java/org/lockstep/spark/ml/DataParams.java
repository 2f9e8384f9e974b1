package org.lockstep.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.DataSettings;

/** Parameters of the data: columns, scaling, and held-out rows. */
public interface DataParams extends HasMlpState {

  /** The scaling of features: none, unit, center, standard, minmax, maxabs or robust. */
  default Param<String> scale() {
    return settingParams().get(DataSettings.SCALE);
  }

  /** The value of {@link #scale}. */
  default String getScale() {
    return (String) settingParams().value(this, DataSettings.SCALE);
  }

  /** The share of rows to hold out for validation, chosen at random. */
  default DoubleParam validationFraction() {
    return settingParams().get(DataSettings.VALIDATION_FRACTION);
  }

  /** The value of {@link #validationFraction}. */
  default double getValidationFraction() {
    return (Double) settingParams().value(this, DataSettings.VALIDATION_FRACTION);
  }

  /** The raw columns to use as features, instead of featuresCol. */
  default StringArrayParam inputCols() {
    return ownParams().inputs;
  }

  /** The value of {@link #inputCols}. */
  default String[] getInputCols() {
    return getOrDefault(inputCols());
  }

  /** The columns of {@link #inputCols} whose words become features. */
  default StringArrayParam textCols() {
    return ownParams().texts;
  }

  /** The value of {@link #textCols}. */
  default String[] getTextCols() {
    return getOrDefault(textCols());
  }

  /** How words map to features; see {@link #textCols}. */
  default Param<String> textKind() {
    return settingParams().get(ColumnSettings.TEXT_KIND);
  }

  /** The value of {@link #textKind}, set or by default. */
  default String getTextKind() {
    return (String) settingParams().value(this, ColumnSettings.TEXT_KIND);
  }

  /** The most features of a text column; see {@link #textCols}. */
  default IntParam textFeatures() {
    return settingParams().get(ColumnSettings.TEXT_FEATURES);
  }

  /** The value of {@link #textFeatures}, set or by default. */
  default int getTextFeatures() {
    return (Integer) settingParams().value(this, ColumnSettings.TEXT_FEATURES);
  }

  /** The column that orders the rows; without it, their content does. */
  default Param<String> orderCol() {
    return ownParams().order;
  }

  /** The value of {@link #orderCol}. */
  default String getOrderCol() {
    return getOrDefault(orderCol());
  }

  /** The boolean column that marks the rows to hold out for validation. */
  default Param<String> validationIndicatorCol() {
    return ownParams().validationIndicator;
  }

  /** The value of {@link #validationIndicatorCol}. */
  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  /** What to do with rows whose features are null or not finite: error, skip or keep. */
  default Param<String> handleInvalid() {
    return ownParams().handleInvalid;
  }

  /** The value of {@link #handleInvalid}. */
  default String getHandleInvalid() {
    return getOrDefault(handleInvalid());
  }
}
