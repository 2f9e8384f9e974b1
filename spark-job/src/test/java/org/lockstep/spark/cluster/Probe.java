package org.lockstep.spark.cluster;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkUserAppException;
import org.apache.spark.sql.SparkSession;

/** A main class in place of Lockstep's, which shows what the launcher passes to the program. */
public final class Probe {
  /** The Spark options that run this class instead of the jar's main class. */
  static final String[] OPTIONS = {
    "--class",
    Probe.class.getName(),
    "--driver-class-path",
    Path.of("target/test-classes").toAbsolutePath().toString()
  };

  private Probe() {}

  /** Does what the first argument names, with the other arguments. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "arguments" -> System.out.println(Arrays.toString(arguments));
      case "conf" -> Arrays.stream(arguments).skip(1).forEach(Probe::showSetting);
      case "memory" -> System.out.println(Runtime.getRuntime().maxMemory() >> 20);
      case "directory" -> System.out.println(Path.of("").toAbsolutePath());
      case "absent" -> showAbsence(arguments[1]);
      case "stdin" -> echo();
      case "exit" -> throw new SparkUserAppException(Integer.parseInt(arguments[1]));
      case "sum" -> sum();
      case "hang" -> {
        Files.createFile(Path.of(arguments[1]));
        new CountDownLatch(1).await();
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void showSetting(String key) {
    System.out.println(new SparkConf().get(key, "not set"));
  }

  /** Prints the system's message for an absent file. */
  private static void showAbsence(String file) throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      throw new IllegalStateException(file + " is there: " + in);
    } catch (FileNotFoundException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void echo() throws IOException {
    System.out.print(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    System.err.println("to stderr");
  }

  /** Prints 0 + 1 + ... + 999, added by the executors. */
  private static void sum() throws IOException {
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      System.out.println(spark.range(0, 1000, 1, 4).selectExpr("sum(id)").first().getLong(0));
    }
  }
}
