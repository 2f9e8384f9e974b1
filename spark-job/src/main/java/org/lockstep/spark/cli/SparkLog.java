package org.lockstep.spark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.spark.util.Utils$;

/**
 * What a user sees of Spark's log: what {@code scripts/log4j2.properties} says, which is in the jar
 * too, unless they keep a configuration of their own.
 */
final class SparkLog {
  private static final String OURS = "log4j2.properties";

  private SparkLog() {}

  /**
   * Puts our configuration in the place of Spark's and of Log4j's; another one is the user's own.
   *
   * @param verbose whether all of the log is wanted
   */
  static void show(boolean verbose) {
    // Spark puts its own in the place of ours when it first logs, and then never again.
    Utils$.MODULE$.initializeLogIfNecessary(false, true);
    if (LogManager.getContext(false) instanceof LoggerContext context) {
      Configuration configuration = context.getConfiguration();
      if (isNobodys(configuration) || (!verbose && showsAll(configuration))) {
        context.setConfigLocation(ours());
      }
      if (verbose) {
        showAll(context.getConfiguration());
      }
    }
  }

  /** Whether an earlier command of this JVM wanted all of the log. */
  private static boolean showsAll(Configuration configuration) {
    return isOurs(configuration) && !Level.ERROR.equals(configuration.getRootLogger().getLevel());
  }

  private static void showAll(Configuration configuration) {
    Configurator.setRootLevel(Level.INFO);
    if (isOurs(configuration)) {
      configuration.getLoggers().values().stream()
          .filter(logger -> Level.OFF.equals(logger.getLevel()))
          .forEach(logger -> Configurator.setLevel(logger.getName(), Level.INFO));
    }
  }

  private static boolean isNobodys(Configuration configuration) {
    return configuration instanceof DefaultConfiguration
        || source(configuration).endsWith("org/apache/spark/log4j2-defaults.properties");
  }

  private static boolean isOurs(Configuration configuration) {
    String source = source(configuration);
    return source.endsWith("scripts/" + OURS) || source.endsWith(ours().toString());
  }

  private static String source(Configuration configuration) {
    URI source = configuration.getConfigurationSource().getURI();
    return source == null ? "" : source.toString();
  }

  private static URI ours() {
    URL resource = SparkLog.class.getResource(OURS);
    if (resource == null) {
      throw new UncheckedIOException(new IOException("no " + OURS + " in the jar"));
    }
    try {
      return resource.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
