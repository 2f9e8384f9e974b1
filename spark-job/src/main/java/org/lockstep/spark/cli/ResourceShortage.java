package org.lockstep.spark.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.SystemReason;

/**
 * Describes a resource that ran out, on the machine or by a process limit, and what helps, in one
 * line.
 */
final class ResourceShortage {
  /**
   * The least that {@code scripts/lockstep} accepts. With fewer, a jar is not opened or a class not
   * found.
   */
  private static final long FEWEST_OPEN_FILES = 512;

  /** Where a task ran, and what happened there, in Spark's words. */
  private static final Pattern OF_TASK =
      Pattern.compile("\\(TID \\p{Nd}+\\) \\((\\S+) executor (\\S+)\\): ([^\\n]*)");

  private ResourceShortage() {}

  /** The line; empty if nothing ran out, or if a message already names one of our files. */
  static Optional<String> describe(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return Optional.of(memory(failure));
    }
    List<String> messages =
        Causes.chain(failure).stream().map(cause -> String.valueOf(cause.getMessage())).toList();
    if (messages.stream().anyMatch(message -> message.startsWith("["))) {
      return Optional.empty();
    }
    boolean mayBeUnopened = failure instanceof LinkageError && mostOpenFiles() < FEWEST_OPEN_FILES;
    if (mayBeUnopened || messages.stream().anyMatch(SystemReason.NO_DESCRIPTOR::isIn)) {
      return Optional.of(openFiles());
    }
    return messages.stream()
        .filter(SystemReason.NO_SPACE::isIn)
        .findFirst()
        .map(ResourceShortage::disk);
  }

  /** The driver has too little memory for a network or its data. */
  private static String memory(Throwable failure) {
    return Text.format(
        "[memory] expected this to fit into the %,d MB of the driver but found: %s; ask for more"
            + " with --driver-memory before the command",
        Runtime.getRuntime().maxMemory() >> 20, failure.getMessage());
  }

  private static String openFiles() {
    return Text.format(
        "[ulimit -n] expected to open one more file but found the limit of %d files reached",
        mostOpenFiles());
  }

  /** The system's limit; unlimited if the system does not tell. */
  private static long mostOpenFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /**
   * Names the directory in which Spark keeps jars, shuffles and blocks, which Spark does not name
   * when it is full.
   */
  private static String disk(String message) {
    String place =
        OF_TASK
            .matcher(message)
            .results()
            .filter(task -> SystemReason.NO_SPACE.isIn(task.group(3)))
            .findFirst()
            .filter(task -> !task.group(2).equals("driver"))
            .map(task -> task.group(1) + ", executor " + task.group(2) + ", spark.local.dir")
            .orElseGet(ResourceShortage::here);
    return Text.format(
        "[%s] expected room for Spark's own files but found: %s; name another directory with"
            + " --conf spark.local.dir=DIR before the command",
        place, SystemReason.NO_SPACE.english());
  }

  /** The driver's directory. The environment takes precedence over the configuration. */
  private static String here() {
    String ofEnvironment = System.getenv("SPARK_LOCAL_DIRS");
    return ofEnvironment != null
        ? ofEnvironment
        : new SparkConf().get("spark.local.dir", System.getProperty("java.io.tmpdir"));
  }
}
