package org.lockstep.spark.ml;

import org.apache.spark.sql.SparkSession;

/**
 * Predictions in SQL, by a model at a path.
 *
 * <pre>{@code
 * LockstepFunctions.register(spark);
 * spark.sql("SELECT lockstep_predict('hdfs:///models/iris', features) FROM flowers").show();
 * }</pre>
 *
 * <p>The path is a constant: of what a model's {@code write()} has saved, of a run's directory, or
 * of a model file. The features are one vector, one array of numbers, or as many numbers as the
 * model has features. Where one of them is NULL, NaN or infinite, the result is NULL. Or they are a
 * struct of the model's raw columns by name, as {@code predict} takes them: what is NULL there is
 * filled.
 */
public final class LockstepFunctions {
  /** Gives the name of the class as STRING, the number as DOUBLE, or numbers as ARRAY of DOUBLE. */
  public static final String PREDICT = "lockstep_predict";

  /**
   * Gives the probability of each class as MAP of STRING to DOUBLE, in the order of the classes.
   */
  public static final String PROBABILITIES = "lockstep_probabilities";

  private LockstepFunctions() {}

  /** Adds the functions to a session, as temporary ones. */
  public static void register(SparkSession spark) {
    for (SqlFunction function : SqlFunction.values()) {
      spark
          .sessionState()
          .functionRegistry()
          .createOrReplaceTempFunction(function.sqlName(), function.description()._3(), "java_udf");
    }
  }
}
