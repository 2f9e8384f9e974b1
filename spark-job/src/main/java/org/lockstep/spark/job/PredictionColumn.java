package org.lockstep.spark.job;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A column of a file of predictions.
 *
 * @param type of its values
 * @param mayMiss whether rows can lack a value
 */
record PredictionColumn(String name, DataType type, boolean mayMiss) {

  static PredictionColumn text(String name) {
    return new PredictionColumn(name, DataTypes.StringType, false);
  }
}
