package org.lockstep.spark.read.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.lockstep.spark.read.text.SampleTable.Cell;

/**
 * Decides whether the first line names the columns.
 *
 * <p>A first line without a number does, unless all of its texts also appear below it, in other
 * rows, and none of them heads a column of numbers: then it is a row of text.
 *
 * <p>A first line with numbers does not, unless the numbers can be names and the columns below show
 * that they are. Numbers can be names if they are whole and all fields are different. The columns
 * show it if
 *
 * <ol>
 *   <li>all of the line is quoted, and numbers below are not;
 *   <li>a word heads a column of only numbers, and no field of the line appears below it;
 *   <li>the numbers count up by one, as {@code 2019,2020}, over decimals;
 *   <li>six or more numbers count up by one, and those of no row below do;
 *   <li>a word heads a column of recurring words, and all the numbers stand over decimals;
 *   <li>every number stands over decimals and is beyond their range.
 * </ol>
 */
final class HeaderFinder {
  private static final Pattern WHOLE = Pattern.compile("0|[1-9]\\d{0,8}");

  /** What this many rows have in common counts as a rule. */
  private static final int SOME_ROWS = 5;

  private static final int MANY_ROWS = 10;

  /** This many numbers that count up by one are no accident. */
  private static final int LONG_RUN = 6;

  /** R writes 1 among decimals where others write 1.0. */
  private static final double NEARLY_ALL = 0.9;

  /** The values of one column below the first line. */
  private static final class Column {
    private final Set<String> values = new HashSet<>();
    private int numbers;
    private int unquotedNumbers;
    private int decimals;
    private int texts;
    private double least = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;

    void add(Cell cell, char decimal) {
      double number = cell.number(decimal);
      if (!Double.isNaN(number)) {
        values.add(cell.text());
        numbers++;
        unquotedNumbers += cell.isQuoted() ? 0 : 1;
        decimals += WHOLE.matcher(cell.text().replaceFirst("^[+-]", "")).matches() ? 0 : 1;
        least = Math.min(least, number);
        largest = Math.max(largest, number);
      } else if (!cell.isMissing()) {
        values.add(cell.text());
        texts++;
      }
    }

    boolean isMostlyNumbers() {
      return numbers > texts;
    }

    boolean isNumbers(int rows) {
      return numbers >= rows && texts == 0;
    }

    boolean isDecimals(int rows) {
      return isNumbers(rows) && decimals >= NEARLY_ALL * numbers;
    }

    /** Whether it has few different texts, each many times. */
    boolean isCategories() {
      return numbers == 0 && texts >= MANY_ROWS && 2 * values.size() <= texts;
    }
  }

  private final List<Cell> first;
  private final List<List<Cell>> rows;
  private final char decimal;
  private final List<Column> columns = new ArrayList<>();

  private HeaderFinder(SampleTable table, char decimal) {
    first = table.first();
    rows = table.below();
    this.decimal = decimal;
    for (int c = 0; c < first.size(); c++) {
      Column column = new Column();
      for (List<Cell> row : rows) {
        column.add(row.get(c), decimal);
      }
      columns.add(column);
    }
  }

  /**
   * @param names the requested columns; a first line that holds them all is a header
   */
  static boolean find(SampleTable table, char decimal, Set<String> names) {
    Set<String> texts = new HashSet<>();
    table.first().forEach(cell -> texts.add(cell.text()));
    if (!names.isEmpty() && texts.containsAll(names)) {
      return true;
    }
    HeaderFinder finder = new HeaderFinder(table, decimal);
    boolean hasNumber = table.first().stream().anyMatch(cell -> cell.isNumberLike(decimal));
    return hasNumber
        ? texts.size() == table.first().size() && finder.numbersAreNames()
        : !finder.wordsAreValues();
  }

  private boolean wordsAreValues() {
    boolean hasWord = false;
    boolean hasEmpty = false;
    for (int c = 0; c < first.size(); c++) {
      hasEmpty |= first.get(c).text().isEmpty();
      if (!first.get(c).isMissing()) {
        hasWord = true;
        if (columns.get(c).isMostlyNumbers() || !comesAgain(c)) {
          return false;
        }
      }
    }
    return hasWord || (!hasEmpty && !rows.isEmpty());
  }

  /** Whether a field also appears below, in a row that is not a second header. */
  private boolean comesAgain(int column) {
    String text = first.get(column).text();
    return columns.get(column).values.contains(text)
        && rows.stream()
            .anyMatch(
                row ->
                    row.get(column).text().equals(text)
                        && (first.size() == 1 || !row.equals(first)));
  }

  private boolean numbersAreNames() {
    if (isQuotedOverPlainNumbers()) {
      return true;
    }
    List<Integer> numbers = new ArrayList<>();
    List<Integer> words = new ArrayList<>();
    for (int c = 0; c < first.size(); c++) {
      Cell cell = first.get(c);
      if (WHOLE.matcher(cell.text()).matches()) {
        numbers.add(c);
      } else if (cell.isNumberLike(decimal) || (cell.isMissing() && c > 0)) {
        return false;
      } else if (!cell.isMissing()) {
        words.add(c);
      } else if (!cell.text().isEmpty()) {
        return false; // only the first name can be missing: pandas omits that of the index
      }
    }
    if (numbers.isEmpty() || words.stream().anyMatch(c -> isBelow(c))) {
      return false;
    }
    boolean countsUp = countsUp(first, numbers);
    boolean allOverDecimals = numbers.stream().allMatch(c -> columns.get(c).isDecimals(SOME_ROWS));
    boolean wordOverNumbers = words.stream().anyMatch(c -> columns.get(c).isNumbers(2));
    return (wordOverNumbers && numbers.stream().noneMatch(c -> isBelow(c)))
        || (countsUp
            && numbers.size() > 1
            && numbers.stream().anyMatch(c -> columns.get(c).isDecimals(SOME_ROWS)))
        || (countsUp
            && numbers.size() >= LONG_RUN
            && rows.size() > 1
            && rows.stream().noneMatch(row -> countsUp(row, numbers)))
        || (allOverDecimals && words.stream().anyMatch(c -> columns.get(c).isCategories()))
        || (numbers.size() > 1 && numbers.stream().allMatch(this::isBeyond));
  }

  private boolean isQuotedOverPlainNumbers() {
    boolean overNumbers = false;
    for (int c = 0; c < first.size(); c++) {
      if (!first.get(c).isQuoted()) {
        return false;
      }
      Column column = columns.get(c);
      overNumbers |= column.isNumbers(2) && column.unquotedNumbers == column.numbers;
    }
    return overNumbers;
  }

  private boolean isBelow(int column) {
    return columns.get(column).values.contains(first.get(column).text());
  }

  private boolean isBeyond(int c) {
    Column column = columns.get(c);
    double number = first.get(c).number(decimal);
    return column.isDecimals(MANY_ROWS) && (number < column.least || number > column.largest);
  }

  /** Whether a row's numbers are whole, each greater than the one before by 1. */
  private boolean countsUp(List<Cell> row, List<Integer> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      double here = row.get(numbers.get(i)).number(decimal);
      if (here != Math.rint(here) // also if there is none
          || (i > 0 && here != row.get(numbers.get(i - 1)).number(decimal) + 1)) {
        return false;
      }
    }
    return true;
  }
}
