package org.lockstep.spark.read.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.Figure;

/** The first lines of a file, split as one dialect would. */
final class SampleTable {
  private static final MissingMarkers MARKERS = MissingMarkers.usual();

  /** A field, and whether it was in quotes. */
  record Cell(String text, boolean isQuoted) {
    boolean isMissing() {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return MARKERS.isMissingNumber(bytes, 0, bytes.length);
    }

    double number(char decimal) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new FieldNumbers(decimal).parse(bytes, 0, bytes.length);
    }

    /** Whether it is a number, was meant to be one, or is money. A percentage can be a name. */
    boolean isNumberLike(char decimal) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Figure figure = Figure.of(text, decimal);
      boolean isMoney = figure != null && !figure.sign().isEmpty() && !figure.isPercent();
      return isMoney
          || !Double.isNaN(number(decimal))
          || new FieldNumbers(decimal).isBroken(bytes, 0, bytes.length);
    }
  }

  private final List<List<Cell>> lines = new ArrayList<>();
  private boolean hasOddQuotes;
  private boolean hasQuotes;

  SampleTable(SampleLines sample, char separator, char quote) {
    LineFields fields =
        new LineFields(new Dialect(StandardCharsets.UTF_8, separator, quote, '.', true));
    for (byte[] line : sample.lines()) {
      List<Cell> cells = new ArrayList<>();
      int count = fields.split(line, 0, line.length);
      for (int i = 0; i < count; i++) {
        cells.add(new Cell(fields.text(i), fields.isQuoted(i)));
        hasQuotes |= fields.isQuoted(i);
      }
      hasOddQuotes |= fields.isOpenQuote() || fields.strayQuote() >= 0;
      lines.add(cells);
    }
  }

  /** The first line; empty if there is none. */
  List<Cell> first() {
    return lines.isEmpty() ? List.of() : lines.get(0);
  }

  /** The lines below the first that are as wide. */
  List<List<Cell>> below() {
    return lines.stream().skip(1).filter(line -> line.size() == first().size()).toList();
  }

  /** Whether some fields are in quotes and there are no quotes elsewhere. */
  boolean isQuotedThroughout() {
    return hasQuotes && !hasOddQuotes;
  }

  /** The most frequent number of fields in a line; the smallest if several are as frequent. */
  int usualWidth() {
    Map<Integer, Integer> counts = new TreeMap<>();
    lines.forEach(line -> counts.merge(line.size(), 1, Integer::sum));
    int usual = 0;
    for (int width : counts.keySet()) {
      if (counts.get(width) > counts.getOrDefault(usual, 0)) {
        usual = width;
      }
    }
    return usual;
  }

  /** The share of the lines that have the usual width. */
  double share() {
    int usual = usualWidth();
    long agreeing = lines.stream().filter(line -> line.size() == usual).count();
    return lines.isEmpty() ? 0 : (double) agreeing / lines.size();
  }

  /** The share of numbers, with a decimal point or comma, in the fields that are not missing. */
  double numbers() {
    long present = 0;
    long numbers = 0;
    for (List<Cell> line : lines) {
      for (Cell cell : line) {
        present += cell.isMissing() ? 0 : 1;
        numbers += isNumber(cell) ? 1 : 0;
      }
    }
    return present == 0 ? 0 : (double) numbers / present;
  }

  /** Whether some column has numbers in all lines, except the first if there are others. */
  boolean hasColumnOfNumbers() {
    List<List<Cell>> rows = lines.size() > 1 ? below() : lines;
    for (int column = 0; column < first().size(); column++) {
      int c = column;
      if (!rows.isEmpty() && rows.stream().allMatch(row -> isNumber(row.get(c)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(Cell cell) {
    return !Double.isNaN(cell.number('.')) || !Double.isNaN(cell.number(','));
  }
}
