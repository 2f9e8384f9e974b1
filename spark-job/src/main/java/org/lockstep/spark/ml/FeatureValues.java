package org.lockstep.spark.ml;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.UserDefinedType;
import scala.collection.Iterator;
import scala.collection.Seq;

/** Converts the features of a column: an ML vector, dense or sparse, or an array of numbers. */
final class FeatureValues {
  @SuppressWarnings("unchecked") // by its definition
  private static final UserDefinedType<Vector> VECTOR =
      (UserDefinedType<Vector>) SQLDataTypes.VectorType();

  private FeatureValues() {}

  /** Whether a column of this type can hold features. */
  static boolean isFeatures(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || (type instanceof ArrayType array && array.elementType() instanceof NumericType);
  }

  /** A column's value as a vector; null if the value or one of its numbers is null. */
  static Vector vector(Object value) {
    if (value == null || value instanceof Vector) {
      return (Vector) value;
    }
    Seq<?> numbers = (Seq<?>) value;
    double[] values = new double[numbers.size()];
    Iterator<?> each = numbers.iterator();
    for (int j = 0; j < values.length; j++) {
      Object number = each.next();
      if (number == null) {
        return null;
      }
      values[j] = ((Number) number).doubleValue(); // also for a decimal
    }
    return Vectors.dense(values);
  }

  /** A vector in the internal form of Spark SQL. */
  static Object internal(double[] values) {
    return VECTOR.serialize(Vectors.dense(values));
  }
}
