package org.lockstep.spark.testing;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** One small local Spark for all tests of a JVM. */
public final class SparkForTests {
  private static SparkSession session;

  private SparkForTests() {}

  /** A session with two cores, started by the first caller and left to the JVM's end. */
  public static synchronized SparkSession session() {
    if (session == null || session.sparkContext().isStopped()) {
      session = start();
    }
    return session;
  }

  /**
   * Makes way for a test's own Spark: a JVM has one at a time. The next caller starts this again.
   */
  public static synchronized void stop() {
    if (session != null) {
      session.stop();
    }
  }

  /** The context of the session. */
  public static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session().sparkContext());
  }

  private static SparkSession start() {
    Configurator.setRootLevel(Level.OFF);
    Path scratch = Path.of("target", "spark").toAbsolutePath();
    return SparkSession.builder()
        .appName("lockstep-tests")
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri().toString())
        .config("spark.local.dir", scratch.resolve("local").toString())
        .config("spark.log.level", "OFF")
        .getOrCreate();
  }
}
