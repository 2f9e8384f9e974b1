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
 * Decides what a user sees of Spark's log: what {@code scripts/log4j2.properties} says, which is
 * also in the jar, unless users have their own configuration.
 */
final class SparkLog {
  private static final String OURS = "log4j2.properties";

  private SparkLog() {}

  /**
   * Replaces Spark's or Log4j's default configuration with ours. Any other is the user's own, and
   * stays.
   *
   * @param verbose whether to show the whole log
   */
  static void show(boolean verbose) {
    // Spark replaces ours with its own when it first logs, and never again after that.
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

  /** Whether an earlier command of this JVM asked for the whole log. */
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
