package org.lockstep.spark.read.columns;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.settings.ColumnSettings;

/** Collects notes on columns: one line for each kind of note, with the columns it is true of. */
final class ColumnNotes {
  private static final int SHOWN = 6;

  /** What values can be, in the order of the notes. */
  enum Count {
    VALUES_MISSING("values missing and filled"),
    NUMBERS_MISSING("numbers missing and filled"),
    NO_NUMBERS("texts among numbers, filled as missing"),
    DATES_MISSING("dates missing and filled"),
    WORDS_MISSING("texts missing, with no words"),
    WORDLESS("texts present, with no words"),
    TEXTS_MISSING("texts missing, a category of their own"),
    UNKNOWN("values not seen in training"),
    NO_DATES("values that are not dates, filled as missing");

    private final String words;

    Count(String words) {
      this.words = words;
    }
  }

  private final Map<String, List<String>> leftOut = new LinkedHashMap<>(); // by reason
  private final List<String> kept = new ArrayList<>();
  private final List<String> constantTargets = new ArrayList<>();
  private final List<String> inParts = new ArrayList<>();
  private boolean hasCompactDates;
  private final List<String> figures = new ArrayList<>();
  private final List<String> rarer = new ArrayList<>();
  private final List<String> manyWords = new ArrayList<>();
  private final Map<Count, Map<String, Long>> counts = new EnumMap<>(Count.class);

  /** Notes that a column is left out. */
  void leftOut(String column, String reason) {
    leftOut.computeIfAbsent(reason, r -> new ArrayList<>()).add(column);
  }

  /** Notes that a column that teaches nothing is kept, since a user names it. */
  void kept(String column, String reason) {
    kept.add(column + ", which " + reason);
  }

  /** Notes that the target is the same in every row. */
  void constantTarget(String column) {
    constantTargets.add("the target " + column + " is the same in every row: nothing is learned");
  }

  /** Notes that no column is left out after all. */
  void keepAll() {
    leftOut.clear();
  }

  /** Notes that a column of dates becomes its parts. */
  void dates(String column, DateForm form) {
    hasCompactDates |= form == DateForm.COMPACT;
    inParts.add(
        column + (form == DateForm.ISO ? "" : " (" + Words.of(form).replace('-', ' ') + ")"));
  }

  /** Notes that a column holds numbers as people write them, such as this text. */
  void figures(String column, String example) {
    figures.add(column + " (" + Text.brief(example) + ")");
  }

  /** Notes how many of a column's different texts are too rare for a feature each. */
  void rarer(String column, int texts, int all) {
    rarer.add(Text.format("%s %,d of %,d", column, texts, all));
  }

  /** Notes that a column holds more different words than are looked at. */
  void manyWords(String column, long different) {
    manyWords.add(
        Text.format(
            "%s has %,d different words: the %,d most frequent are considered",
            column, different, TermProfile.MOST_LOOKED_AT));
  }

  /** Notes how many values of a column are of this kind. */
  void count(Count what, String column, long values) {
    if (values > 0) {
      counts.computeIfAbsent(what, w -> new LinkedHashMap<>()).put(column, values);
    }
  }

  /** All notes. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    leftOut.forEach(
        (reason, names) ->
            lines.add(
                "left out: "
                    + shown(names)
                    + (names.size() == 1 ? ", which " : ", each of which ")
                    + reason
                    + "; "
                    + ColumnSettings.FEATURES
                    + " names what to keep"));
    kept.forEach(column -> lines.add("kept on request: " + column));
    lines.addAll(constantTargets);
    if (!inParts.isEmpty()) {
      lines.add(
          "dates become parts, such as month and weekday: "
              + shown(inParts)
              + "; "
              + ColumnSettings.CATEGORICAL
              + " keeps one as text"
              + (hasCompactDates
                  ? ", " + ColumnSettings.NUMERIC + " one of eight digits as numbers"
                  : ""));
    }
    if (!figures.isEmpty()) {
      lines.add(
          "read as numbers, without currency, per cent and thousands signs: "
              + shown(figures)
              + "; "
              + ColumnSettings.CATEGORICAL
              + " keeps one as text");
    }
    if (!rarer.isEmpty()) {
      lines.add(
          "rarer texts become one category: "
              + shown(rarer)
              + "; "
              + ColumnSettings.MAX_CATEGORIES
              + " keeps more");
    }
    lines.addAll(manyWords);
    counts.forEach((what, values) -> lines.add(line(what, values)));
    return lines;
  }

  private static String line(Count what, Map<String, Long> values) {
    long all = values.values().stream().mapToLong(Long::longValue).sum();
    return Text.format("%,d %s: ", all, what.words)
        + shown(
            values.entrySet().stream()
                .map(value -> value.getKey() + Text.format(" %,d", value.getValue()))
                .toList());
  }

  private static String shown(List<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + ", ... (" + names.size() + " columns)" : shown;
  }
}
