package org.lockstep.spark.read.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the decimal sign. It is the comma if a column is mostly numbers such as {@code 1,5} and
 * none there has a point, and no column speaks for points. Where commas separate the fields it is
 * the point: {@code "1,234"} may as well be a thousand.
 */
final class DecimalFinder {
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
  private static final Pattern POINT =
      Pattern.compile("[+-]?(\\d+\\.\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /** As Germans write a thousand, and others a decimal. */
  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})+");

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+([eE][+-]?\\d+)?");

  private DecimalFinder() {}

  static char find(SampleTable table, char separator) {
    if (separator == ',') {
      return '.';
    }
    boolean commas = false;
    for (int column = 0; column < table.first().size(); column++) {
      int c = column;
      List<String> texts =
          table.below().isEmpty()
              ? List.of(table.first().get(column).text())
              : table.below().stream()
                  .map(row -> row.get(c))
                  .filter(cell -> !cell.isMissing())
                  .map(SampleTable.Cell::text)
                  .toList();
      long comma = count(texts, COMMA);
      long point = count(texts, POINT);
      long others = texts.size() - comma - point - count(texts, WHOLE);
      if (point > others && texts.stream().anyMatch(DecimalFinder::isPlainPoint)) {
        return '.';
      }
      commas |= comma > others && point == 0;
    }
    return commas ? ',' : '.';
  }

  private static boolean isPlainPoint(String text) {
    return POINT.matcher(text).matches() && !GROUPED.matcher(text).matches();
  }

  private static long count(List<String> texts, Pattern pattern) {
    return texts.stream().filter(text -> pattern.matcher(text).matches()).count();
  }
}
