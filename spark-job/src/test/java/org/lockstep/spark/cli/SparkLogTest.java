package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SparkLogTest {
  private Configuration configuration;

  @BeforeEach
  void loadOurConfiguration() throws Exception {
    configuration =
        new PropertiesConfigurationFactory()
            .getConfiguration(
                null,
                ConfigurationSource.fromUri(
                    SparkLog.class.getResource("log4j2.properties").toURI()));
    configuration.initialize();
  }

  private boolean isShown(String logger, String message) {
    String name = "org.apache.spark." + logger;
    LogEvent event =
        Log4jLogEvent.newBuilder()
            .setLoggerName(name)
            .setLevel(Level.ERROR)
            .setMessage(new SimpleMessage(message))
            .build();
    LoggerConfig config = configuration.getLoggerConfig(name);
    return Level.ERROR.isMoreSpecificThan(config.getLevel()) && !config.isFiltered(event);
  }

  @Test
  void errorsAreShownUnlessLockstepReportsThem() {
    assertThat(isShown("SparkEnv", "something")).isTrue();
    assertThat(isShown("scheduler.TaskSetManager", "Task 1 failed")).isFalse();
  }

  /** Spark can notice the end before it has removed the executor from its list. */
  @Test
  void anExecutorThatEndsWithItsSessionIsNotShown() {
    String scheduler = "scheduler.TaskSchedulerImpl";
    assertThat(isShown(scheduler, "Lost executor 1 on 10.0.0.7: Command exited with code 0"))
        .isFalse();
    assertThat(isShown(scheduler, "Lost executor 1 on 10.0.0.7: Command exited with code 52"))
        .isTrue();
  }
}
