package org.lockstep.spark.ml;

import org.apache.spark.sql.SparkSession;

/**
 * The SQL functions that predict with a model at a path.
 *
 * <pre>{@code
 * LockstepFunctions.register(spark);
 * spark.sql("SELECT lockstep_predict('hdfs:///models/iris', features) FROM flowers").show();
 * }</pre>
 *
 * <p>The path is a constant. It names what a model's {@code write()} saved, a run's directory, or a
 * model file. The features are one vector, one array of numbers, or as many numbers as the model
 * has features. If one of them is NULL, NaN or infinite, the result is NULL. The features can also
 * be a struct of the model's raw columns by name, as in {@code predict}; NULL values there are
 * filled.
 */
public final class LockstepFunctions {
  /**
   * Returns the name of the class as STRING, the number as DOUBLE, or numbers as ARRAY of DOUBLE.
   */
  public static final String PREDICT = "lockstep_predict";

  /**
   * Returns the probability of each class as MAP of STRING to DOUBLE, in the order of the classes.
   */
  public static final String PROBABILITIES = "lockstep_probabilities";

  private LockstepFunctions() {}

  /** Registers the functions in a session as temporary functions. */
  public static void register(SparkSession spark) {
    for (SqlFunction function : SqlFunction.values()) {
      spark
          .sessionState()
          .functionRegistry()
          .createOrReplaceTempFunction(function.sqlName(), function.description()._3(), "java_udf");
    }
  }
}
