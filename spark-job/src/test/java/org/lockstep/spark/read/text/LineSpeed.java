package org.lockstep.spark.read.text;

import com.univocity.parsers.csv.CsvParser;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.Numbers;

/**
 * Prints how many lines of 28 numbers one core splits and parses per second, with {@link
 * LineFields} and with univocity. A program to run by hand, not a test.
 */
final class LineSpeed {
  private static final int LINES = 20_000;
  private static final int WIDTH = 28;
  private static final int ROUNDS = 12;

  private LineSpeed() {}

  public static void main(String[] arguments) {
    Random random = new Random(1);
    measure("6 decimals", () -> Text.format("%.6f", random.nextGaussian()));
    measure("shortest doubles", () -> Double.toString(random.nextGaussian()));
    measure("18 decimals", () -> Text.format("%.18e", random.nextGaussian()));
    measure("whole", () -> Integer.toString(random.nextInt(256)));
  }

  private static void measure(String what, Supplier<String> number) {
    byte[][] lines = new byte[LINES][];
    for (int i = 0; i < LINES; i++) {
      String[] fields = new String[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        fields[j] = number.get();
      }
      lines[i] = String.join(",", fields).getBytes(StandardCharsets.UTF_8);
    }
    LineFields fields = new LineFields(Dialect.PLAIN);
    CsvParser parser = UnivocityFields.parser(WIDTH);
    double fast = linesPerSecond(lines, line -> sum(fields, line));
    double univocity = linesPerSecond(lines, line -> sum(parser, line));
    System.out.println(
        Text.format(
            "%s: %.0f lines/s, univocity %.0f lines/s, factor %.1f",
            what, fast, univocity, fast / univocity));
  }

  /** The rate of the fastest round. */
  private static double linesPerSecond(byte[][] lines, ToDoubleFunction<byte[]> work) {
    double best = 0;
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = cpuNanos();
      for (byte[] line : lines) {
        sum += work.applyAsDouble(line);
      }
      best = Math.max(best, LINES * 1e9 / (cpuNanos() - start));
    }
    if (Double.isNaN(sum)) {
      throw new AssertionError("not all are numbers");
    }
    return best;
  }

  /** CPU time of this thread in nanoseconds, which other processes do not affect. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double sum(LineFields fields, byte[] line) {
    double sum = 0;
    int count = fields.split(line, 0, line.length);
    for (int i = 0; i < count; i++) {
      sum += fields.number(i);
    }
    return sum;
  }

  private static double sum(CsvParser parser, byte[] line) {
    double sum = 0;
    for (String field : parser.parseLine(new String(line, StandardCharsets.UTF_8))) {
      sum += Numbers.parse(field);
    }
    return sum;
  }
}
