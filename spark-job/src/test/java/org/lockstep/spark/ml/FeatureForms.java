package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;

/** Converts features to another form of the same numbers. */
final class FeatureForms {
  private FeatureForms() {}

  /** Converts vectors to sparse ones. */
  static UserDefinedFunction sparse() {
    UDF1<Vector, Vector> toSparse = Vector::toSparse;
    return udf(toSparse, SQLDataTypes.VectorType());
  }
}
