package org.lockstep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockstep.model.text.Text;

/** Describes the machine that a table was measured on. */
final class Machine {
  private Machine() {}

  static String describe() {
    return Text.format(
        "%s, %d cores%s; %s %s; Java %s; Spark %s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        memory().map(text -> ", " + text).orElse(""),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        org.apache.spark.package$.MODULE$.SPARK_VERSION());
  }

  private static String processor() {
    return line("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch"));
  }

  private static Optional<String> memory() {
    return line("/proc/meminfo", "MemTotal")
        .map(text -> Math.round(Long.parseLong(text.split(" ", 2)[0]) / 1048576.0) + " GiB");
  }

  private static Optional<String> line(String file, String key) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // not Linux
    }
  }
}
