package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.columns.DateProfile;
import org.lockstep.spark.read.columns.TermProfile;
import org.lockstep.spark.table.DateValues;

/** A profile of one raw column over some of a DataFrame's rows. */
final class RawColumnProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A column with more distinct texts than this cannot hold categories. */
  private static final int MOST_TEXTS = 100_000;

  private final String name;
  private final boolean holdsWords;
  private final boolean collects;
  private final Set<String> texts = new HashSet<>();
  private final DateProfile dates = new DateProfile();
  private final TermProfile terms = new TermProfile();
  private boolean areSeconds; // dates of a date type, not as text
  private long missing;
  private double min = Double.MAX_VALUE;
  private double max = -Double.MAX_VALUE;

  /**
   * An empty profile.
   *
   * @param holdsWords whether the column's words are features
   * @param collects whether distinct words are collected
   */
  RawColumnProfile(String name, boolean holdsWords, boolean collects) {
    this.name = name;
    this.holdsWords = holdsWords;
    this.collects = collects;
  }

  /** Adds a text, a double, or the seconds of a date. */
  void add(Object value) {
    if (RawProfile.isMissing(value)) {
      missing++;
    } else if (holdsWords) {
      terms.add((String) value, collects);
    } else if (value instanceof String text) {
      dates.add(text);
      collect(text);
    } else if (value instanceof Long seconds) {
      areSeconds = true;
      dates.add(DateValues.text(seconds));
    } else if (Double.isFinite((Double) value)) {
      min = Math.min(min, (Double) value);
      max = Math.max(max, (Double) value);
    }
  }

  private void collect(String text) {
    if (texts.size() <= MOST_TEXTS) { // one more shows that there are too many
      texts.add(text);
    }
  }

  /** Adds the profile of other rows. */
  void append(RawColumnProfile other) {
    missing += other.missing;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    areSeconds |= other.areSeconds;
    terms.append(other.terms);
    dates.append(other.dates);
    other.texts.forEach(this::collect);
  }

  String name() {
    return name;
  }

  boolean holdsWords() {
    return holdsWords;
  }

  /** The number of words in all texts together. */
  long words() {
    return terms.all();
  }

  /** Whether its texts are dates, but none distinguishes day from month. */
  boolean isAmbiguous() {
    return !holdsWords && dates.isAmbiguous();
  }

  /** The number of missing values. */
  long missing() {
    return missing;
  }

  /**
   * The column as an input column.
   *
   * @throws BadInputException if the column cannot be read, for example because it has too many
   *     distinct texts
   */
  InputColumn column(TextInputs choices) {
    if (holdsWords) {
      return words(choices);
    }
    if (dates.form().isPresent()) {
      return dates.column(name);
    }
    if (areSeconds) {
      throw BadInputException.at("column " + name, "dates of the years from 0 to 9999", "others");
    }
    if (texts.size() > MOST_TEXTS) {
      throw BadInputException.at(
          "column " + name, "at most " + MOST_TEXTS + " different texts", "more");
    }
    return texts.isEmpty()
        ? NumberColumn.of(name).from(NumberColumn.originOf(min, max))
        : InputColumn.text(name, texts.stream().sorted().toList());
  }

  private InputColumn words(TextInputs choices) {
    if (!collects) {
      return TextColumn.hashed(name, choices.features());
    }
    if (terms.hasTooMany()) {
      throw BadInputException.at(
          "column " + name, "fewer different words, or textKind hashing", "too many for memory");
    }
    List<String> looked = terms.looked();
    if (looked.isEmpty()) {
      throw BadInputException.at("column " + name, "words", "none");
    }
    return TextColumn.of(name, looked);
  }
}
