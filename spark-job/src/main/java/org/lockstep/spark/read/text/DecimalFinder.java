package org.lockstep.spark.read.text;

import java.util.List;
import java.util.regex.Pattern;
import org.lockstep.spark.read.source.Figure;

/**
 * Finds the decimal sign. It is the comma if a column is mostly numbers such as {@code 1,5} or
 * {@code 1.234,50 €} and none there has a point, and no column speaks for points. Where commas
 * separate the fields, {@code "1,234"} may as well be a thousand: there the comma must show that it
 * is none in at least one number of the column.
 */
final class DecimalFinder {
  private static final Pattern COMMA =
      Pattern.compile("[+-]?(\\d*|\\d{1,3}(\\.\\d{3})+),\\d+([eE][+-]?\\d+)?");
  private static final Pattern POINT =
      Pattern.compile("[+-]?(\\d+\\.\\d*|\\.\\d+|\\d{1,3}(,\\d{3})+\\.\\d+)([eE][+-]?\\d+)?");

  /** What stands around the numbers of people, see {@link Figure}. */
  private static final Pattern SIGNS = Pattern.compile("[()%\\h'\u2019\\p{Sc}\\p{L}]+");

  /** As Americans write a thousand dollars, and nobody a dollar with three decimals. */
  private static final Pattern GROUPED_MONEY =
      Pattern.compile("[+-]?[$\u00a3\u00a5]\\h?[+-]?\\d{1,3}(,\\d{3})+");

  /** As Germans write a thousand, and others a decimal. */
  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})+");

  /** As others write it. */
  private static final Pattern GROUPED_BY_COMMAS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+");

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+([eE][+-]?\\d+)?");

  private DecimalFinder() {}

  static char find(SampleTable table, char separator) {
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
      if (texts.stream().anyMatch(text -> GROUPED_MONEY.matcher(text).matches())) {
        return '.';
      }
      texts = texts.stream().map(DecimalFinder::bare).toList();
      long comma = count(texts, COMMA);
      long point = count(texts, POINT);
      long others = texts.size() - comma - point - count(texts, WHOLE);
      if (point > others && texts.stream().anyMatch(DecimalFinder::isPlainPoint)) {
        return '.';
      }
      boolean areDecimals =
          separator != ',' || texts.stream().anyMatch(DecimalFinder::isPlainComma);
      commas |= comma > others && point == 0 && areDecimals;
    }
    return commas ? ',' : '.';
  }

  /** A number without the signs that people write around it; another text as it is. */
  private static String bare(String text) {
    boolean mayBe = text.length() < 40 && text.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean isFigure = mayBe && (Figure.of(text, '.') != null || Figure.of(text, ',') != null);
    return isFigure ? SIGNS.matcher(text).replaceAll("") : text;
  }

  private static boolean isPlainComma(String text) {
    return COMMA.matcher(text).matches() && !GROUPED_BY_COMMAS.matcher(text).matches();
  }

  private static boolean isPlainPoint(String text) {
    return POINT.matcher(text).matches() && !GROUPED.matcher(text).matches();
  }

  private static long count(List<String> texts, Pattern pattern) {
    return texts.stream().filter(text -> pattern.matcher(text).matches()).count();
  }
}
