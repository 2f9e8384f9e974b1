package org.lockstep.bench.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A table of numbers whose last column is a class, split at random: three tenths of the rows are
 * test rows. Classes are numbered from 0 in order of appearance.
 *
 * @param train the file of rows to train on
 * @param test the file of rows to test on
 */
public record SplitTable(Path train, Path test) {

  /** Splits a table. */
  public static SplitTable of(Path table, long seed, Path directory) {
    try {
      List<String> rows = numbered(Files.readAllLines(table));
      Collections.shuffle(rows, new Random(seed));
      int tests = rows.size() * 3 / 10;
      String name = table.getFileName() + "-" + seed;
      return new SplitTable(
          Files.write(directory.resolve(name + "-train"), rows.subList(tests, rows.size())),
          Files.write(directory.resolve(name + "-test"), rows.subList(0, tests)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> numbered(List<String> lines) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    List<String> rows = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        int comma = line.lastIndexOf(',');
        int number = classes.computeIfAbsent(line.substring(comma + 1), name -> classes.size());
        rows.add(line.substring(0, comma + 1) + number);
      }
    }
    return rows;
  }
}
