package org.lockstep.spark;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import scala.util.Properties;

/**
 * The Spark that runs us, which may be another than we were compiled against. Where it is too old,
 * the first class of ours that needs a newer one would end in a stack trace.
 */
final class SparkVersion {
  private static final int OLDEST = 4;
  private static final String SCALA = "2.13.";

  private SparkVersion() {}

  /** What is wrong with the Spark of this JVM, in one line; nothing where it will do. */
  static Optional<String> complaint() {
    return complaint(ofThisJvm(), Properties.versionNumberString());
  }

  /** The same for any Spark. */
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

  /** By reflection: no Java source can name an object of Scala's called package. */
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
