package org.lockstep.spark.ml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Collects what fits log at INFO and above while it is open. */
final class LogOf implements AutoCloseable {
  private static final String LOCKSTEP = "org.lockstep.spark.ml";

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  LogOf() {
    LineAppender appender = new LineAppender(lines);
    appender.start();
    LoggerConfig config = new LoggerConfig(LOCKSTEP, Level.INFO, false);
    config.addAppender(appender, Level.INFO, null);
    context.getConfiguration().addLogger(LOCKSTEP, config);
    context.updateLoggers();
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    context.getConfiguration().removeLogger(LOCKSTEP);
    context.updateLoggers();
  }

  private static final class LineAppender extends AbstractAppender {
    private final List<String> lines;

    LineAppender(List<String> lines) {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
      this.lines = lines;
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getMessage().getFormattedMessage());
    }
  }
}
