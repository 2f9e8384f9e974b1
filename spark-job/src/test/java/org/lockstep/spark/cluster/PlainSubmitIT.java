package org.lockstep.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code spark-submit lockstep.jar} without the script and its log configuration. */
@Timeout(600)
class PlainSubmitIT {
  @TempDir Path temp;

  private Outcome submit(List<String> sparkOptions, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-euc"));
    command.add(
        "home=$0; . \"$home/scripts/lib.sh\"; find_java; use_own_spark_home;"
            + " spark_command org.apache.spark.deploy.SparkSubmit \"$@\"; exec \"${command[@]}\"");
    command.add(Scripts.HOME.toString());
    command.addAll(List.of("--master", "local[2]"));
    command.addAll(sparkOptions);
    command.add(Scripts.HOME.resolve("spark-job/target/lockstep.jar").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    Scripts.clean(builder.environment());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_SUBMIT_OPTS", Scripts.SHORT_LIVED);
    builder.environment().put("SPARK_CONF_DIR", temp.resolve("conf").toString());
    try (Running running = Running.start("submit", builder, temp)) {
      Outcome outcome = running.await(Duration.ofMinutes(4));
      assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
      return outcome;
    }
  }

  @Test
  void onlyTheJvmAndSparksStartPrintToStderr() throws Exception {
    Outcome outcome = submit(List.of(), "train", "--epochs", "1", "--quiet");
    assertThat(outcome.complaints().lines())
        .allMatch(
            line ->
                line.equals("WARNING: Using incubator modules: jdk.incubator.vector")
                    || line.contains(" WARN NativeCodeLoader: "));
  }

  @Test
  void verboseShowsSparksLogAndAnApplicationNamedAfterTheCommand() throws Exception {
    assertThat(submit(List.of(), "train", "--epochs", "1", "--verbose").stderr())
        .contains("Submitted application: Lockstep train\n")
        .contains(" INFO ");
  }

  @Test
  void theUsersLogConfigurationAndApplicationNameAreKept() throws Exception {
    Files.writeString(
        Files.createDirectory(temp.resolve("conf")).resolve("log4j2.properties"),
        """
        appender.mine.type = Console
        appender.mine.name = mine
        appender.mine.target = SYSTEM_ERR
        appender.mine.layout.type = PatternLayout
        appender.mine.layout.pattern = mine %level %message%n
        rootLogger.level = info
        rootLogger.appenderRef.mine.ref = mine
        """);
    assertThat(submit(List.of("--name", "my run"), "train", "--epochs", "1", "--quiet").stderr())
        .contains("mine INFO Submitted application: my run\n")
        .contains("mine INFO Successfully stopped SparkContext");
  }
}
