package org.lockstep.bench.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a CSV file of numbers in the form of measurements, with ten digits each: half of the
 * columns have an exponent, half do not; the target is 0 or 1.
 */
public final class NumbersCsv {
  /** How many columns come before the target. */
  public static final int FEATURES = 28;

  /** The last column. */
  public static final String TARGET = "signal";

  /** All columns. */
  public static final List<String> COLUMNS =
      Stream.concat(IntStream.range(0, FEATURES).mapToObj(j -> "x" + j), Stream.of(TARGET))
          .toList();

  private static final int DIGITS = 9; // after the point
  private static final long POWER = 1_000_000_000L;

  private NumbersCsv() {}

  /** Writes a file; the same number of rows always gives the same file. */
  public static void write(Path file, int rows) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    SplittableRandom random = new SplittableRandom(28);
    StringBuilder line = new StringBuilder();
    try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.US_ASCII)) {
      out.write(String.join(",", COLUMNS) + "\n");
      for (int row = 0; row < rows; row++) {
        line.setLength(0);
        long sum = 0;
        for (int j = 0; j < FEATURES; j++) {
          long number = (random.nextLong(18 * POWER + 1) - 9 * POWER + random.nextLong(POWER)) / 2;
          sum += number;
          append(number, line);
          line.append(j % 2 == 0 ? ',' : "e-0" + random.nextInt(4) + ",");
        }
        out.append(line.append(sum > 0 ? "1\n" : "0\n"));
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Appends a number given in billionths. */
  private static void append(long number, StringBuilder line) {
    String decimals = Long.toString(Math.abs(number) % POWER);
    line.append(number < 0 ? "-" : "").append(Math.abs(number) / POWER).append('.');
    line.append("0".repeat(DIGITS - decimals.length())).append(decimals);
  }
}
