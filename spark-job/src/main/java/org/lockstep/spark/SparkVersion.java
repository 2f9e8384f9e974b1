package org.lockstep.spark;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import scala.util.Properties;

/**
 * Checks the version of Spark that runs us, which can differ from the one we were compiled against.
 * With too old a Spark, the first of our classes that needs a newer one would end in a stack trace.
 */
final class SparkVersion {
  private static final int OLDEST = 4;
  private static final String SCALA = "2.13.";

  private SparkVersion() {}

  /** What is wrong with this JVM's Spark, in one line; empty if nothing is. */
  static Optional<String> complaint() {
    return complaint(ofThisJvm(), Properties.versionNumberString());
  }

  /** The same for a given Spark and Scala version. */
  static Optional<String> complaint(String spark, String scala) {
    int major = Integer.parseInt(spark.substring(0, spark.indexOf('.')));
    if (major >= OLDEST && scala.startsWith(SCALA)) {
      return Optional.empty();
    }
    return Optional.of(
        BadInputException.at(
                "Spark " + spark,
                "Spark 4.0 or newer with Scala 2.13",
                "Spark " + spark + " with Scala " + scala)
            .getMessage());
  }

  /** Uses reflection, because Java source cannot name a Scala object called {@code package}. */
  private static String ofThisJvm() {
    try {
      Class<?> type = Class.forName("org.apache.spark.package$");
      Object instance = type.getField("MODULE$").get(null);
      return (String) type.getMethod("SPARK_VERSION").invoke(instance);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Spark does not tell its version", e);
    }
  }
}
