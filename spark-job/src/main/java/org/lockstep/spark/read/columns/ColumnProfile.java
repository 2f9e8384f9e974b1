package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DateOrder;
import org.lockstep.spark.read.source.Figure;

/**
 * What one column holds in some consecutive rows. A class and not a record, which Kryo cannot
 * carry.
 */
public final class ColumnProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More different texts than this are not categories. */
  static final int MOST_TEXTS = 100_000;

  /** The most characters in all different texts together; more are not names of categories. */
  private static final long MOST_CHARACTERS = 1 << 23;

  private static final long NONE = -1;

  long numbers;
  long texts;
  long missing;
  long unreadable; // texts that count as missing, since they are not what the column holds
  long wordless; // texts that mean a missing value among numbers
  long firstWordless = NONE; // its position
  String wordlessText; // the first one
  long entries; // elements of vectors that are not 0
  long unknown; // texts that the model does not know
  double min = Double.POSITIVE_INFINITY;
  double max = Double.NEGATIVE_INFINITY;
  long firstText = NONE; // its position
  String text; // the first one
  long firstMissing = NONE;
  final Set<String> distinct = new HashSet<>(); // texts; none if there are too many
  private DateProfile dates; // null before the first text, as in most columns
  private boolean mayBeDates = true; // the numbers, all of eight digits
  private FigureProfile figures; // null before the first text
  private SignProfile signs; // null before the first figure of a column that holds numbers
  private boolean hasTooMany;
  private long length; // of the different texts
  private boolean increases = true; // each number is larger than the one before
  private boolean areWhole = true;
  private double first = Double.NaN;
  private double last = Double.NaN;
  boolean equalsTarget = true;
  final TermProfile terms = new TermProfile(); // of texts of many words
  final NavigableMap<Integer, Long> widths = new TreeMap<>(); // of vectors, with the first position

  /** How often each value occurs; null if not needed. */
  final Tally tally;

  /** A sample of its numbers; null if not needed. */
  private final NumberSample sample;

  /** An empty profile. */
  ColumnProfile() {
    this(false, false);
  }

  /**
   * An empty profile.
   *
   * @param counts whether to count values
   * @param mayNameRows whether to check that its numbers are all different
   */
  ColumnProfile(boolean counts, boolean mayNameRows) {
    tally = counts ? new Tally() : null;
    sample = mayNameRows ? new NumberSample() : null;
  }

  void addNumber(double number) {
    if (tally != null) {
      tally.add(number);
    }
    if (numbers == 0) {
      first = number;
    }
    increases = increases && (numbers == 0 || number > last);
    areWhole = areWhole && number == Math.rint(number);
    if (sample != null && areWhole) {
      sample.add(number);
    }
    last = number;
    numbers++;
    // Most numbers are neither, and comparing is faster than choosing.
    if (number <= min) {
      min = Math.min(min, number);
    }
    if (number >= max) {
      max = Math.max(max, number);
    }
  }

  void addText(long position, String value, boolean collects) {
    if (firstText == NONE) {
      firstText = position;
      text = value;
    }
    texts++;
    if (tally != null) {
      tally.add(value);
    }
    if (collects) {
      collect(value);
    }
  }

  /** Whether all its values are dates of one form, except texts that mean a missing value. */
  boolean isDates() {
    boolean isOfOneKind = numbers == 0 || (mayBeDates && texts == wordless);
    return isOfOneKind && dates().form().isPresent();
  }

  /** Whether a number, like all before it, can be a date of eight digits. */
  boolean mayBeDate(double number) {
    mayBeDates &= number >= DateForm.LEAST_COMPACT && number <= DateForm.LARGEST_COMPACT;
    return mayBeDates;
  }

  /** Sets the order of day, month and year for dates that do not show it. */
  void settle(DateOrder order) {
    if (dates != null) {
      dates.settle(order);
    }
  }

  /** Whether all texts so far can be numbers as people write them. */
  boolean mayBeFigures() {
    return figures == null || figures.mayBe();
  }

  /** Adds a text and its number as people write it; null if it is not one. */
  void addFigure(String value, Figure figure) {
    figures = figures == null ? new FigureProfile(tally != null) : figures;
    figures.add(value, figure);
  }

  /** Whether its texts are numbers as people write them. */
  boolean isFigures() {
    return figures != null && figures.areAll(texts - wordless, numbers);
  }

  /** Adds the sign of a number in a column that is known to hold numbers. */
  void addSign(long position, String value, Figure figure) {
    signs = signs == null ? new SignProfile() : signs;
    signs.add(position, value, figure);
  }

  /** The texts of a chunk whose signs do not fit those of all chunks. */
  List<SignProfile.Odd> oddSigns(ColumnProfile all) {
    return signs == null ? List.of() : signs.odd(all.signs, all.numbers);
  }

  /** Its texts as numbers that people write; null before the first. */
  FigureProfile figures() {
    return figures;
  }

  /** The smallest number. */
  double least() {
    return isFigures() ? Math.min(min, figures.min()) : min;
  }

  /** The largest number. */
  double largest() {
    return isFigures() ? Math.max(max, figures.max()) : max;
  }

  /** How often each value occurs; numbers as people write them count as numbers. */
  Tally values() {
    return isFigures() ? tally.numbersAnd(figures.tally()) : tally;
  }

  /** Whether and how its texts are dates. */
  DateProfile dates() {
    return dates == null ? DateProfile.NONE : dates;
  }

  /** Checks whether a text is a date. */
  void addDate(String value) {
    if (dates == null) {
      dates = new DateProfile();
    }
    dates.add(value);
  }

  /** Adds a text that means a missing value if the other values are numbers. */
  void addWordless(long position, String value, boolean collects) {
    if (firstWordless == NONE) {
      firstWordless = position;
      wordlessText = value;
    }
    texts++;
    wordless++;
    if (collects) {
      collect(value);
    }
  }

  private void collect(String value) {
    if (!hasTooMany && distinct.add(value)) {
      length += value.length();
      if (distinct.size() > MOST_TEXTS || length > MOST_CHARACTERS) {
        forget();
      }
    }
  }

  private void forget() {
    hasTooMany = true;
    distinct.clear();
  }

  /** Whether it holds numbers, and no texts except those that mean a missing value. */
  boolean isNumeric() {
    return (numbers > 0 && texts == wordless) || isFigures();
  }

  /** Whether its wordless texts are missing values, and not categories. */
  boolean isWordlessMissing() {
    return isNumeric() || isDates();
  }

  /** The number of missing values. */
  long allMissing() {
    return missing + unreadable + (isWordlessMissing() ? wordless : 0);
  }

  /** Adds a text that counts as missing, since it is not what the column holds. */
  void addUnreadable() {
    unreadable++;
  }

  void addMissing(long position) {
    if (missing == 0) {
      firstMissing = position;
    }
    missing++;
  }

  /** Adds the rows that follow; positions remain those of the rows before. */
  public void append(ColumnProfile other) {
    increases &= other.increases && (numbers == 0 || other.numbers == 0 || other.first > last);
    if (other.numbers > 0) {
      first = numbers == 0 ? other.first : first;
      last = other.last;
    }
    areWhole &= other.areWhole;
    if (sample != null && areWhole) {
      sample.addAll(other.sample);
    }
    numbers += other.numbers;
    texts += other.texts;
    wordless += other.wordless;
    missing += other.missing;
    unreadable += other.unreadable;
    unknown += other.unknown;
    mayBeDates &= other.mayBeDates;
    if (other.dates != null) {
      dates = dates == null ? new DateProfile() : dates;
      dates.append(other.dates);
    }
    if (other.figures != null) {
      figures = figures == null ? new FigureProfile(tally != null) : figures;
      figures.append(other.figures);
    }
    if (other.signs != null) {
      signs = signs == null ? new SignProfile() : signs;
      signs.append(other.signs);
    }
    entries += other.entries;
    terms.append(other.terms);
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    equalsTarget &= other.equalsTarget;
    if (widths.isEmpty()) {
      widths.putAll(other.widths);
    } else {
      other.widths.forEach(widths::putIfAbsent);
    }
    if (other.hasTooMany) {
      forget();
    }
    other.distinct.forEach(this::collect);
    if (tally != null) {
      tally.append(other.tally);
    }
  }

  /** The first text; null if there is none. */
  public String firstText() {
    return text;
  }

  /** The number of rows. */
  long rows() {
    return numbers + texts + missing + unreadable;
  }

  boolean hasTooManyTexts() {
    return hasTooMany;
  }

  /** The width of the first vector of these rows; 0 if there is none. */
  int firstWidth() {
    return widths.entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /**
   * Whether it counts rows: whole numbers that increase, with few gaps where rows were left out.
   */
  boolean countsRows() {
    return hasWholeNumbers() && increases && max - min < 2.0 * numbers;
  }

  /**
   * Whether every row has its own whole number, as far as a sample shows; false if none was taken.
   */
  boolean namesRows() {
    return hasWholeNumbers() && sample != null && sample.areAllDifferent();
  }

  private boolean hasWholeNumbers() {
    return numbers == rows() && numbers > 1 && areWhole;
  }

  /** Whether every row holds the same value. */
  boolean isConstant() {
    return allMissing() == 0
        && ((texts == 0 && min == max) || (numbers == 0 && texts > 0 && distinct.size() == 1));
  }
}
