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

/** What one raw column of a DataFrame holds in some of its rows. */
final class RawColumnProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More different texts than this are no categories. */
  private static final int MOST_TEXTS = 100_000;

  private final String name;
  private final boolean holdsWords;
  private final boolean collects;
  private final Set<String> texts = new HashSet<>();
  private final DateProfile dates = new DateProfile();
  private final TermProfile terms = new TermProfile();
  private boolean areSeconds; // dates of a type of their own
  private long missing;
  private double min = Double.MAX_VALUE;
  private double max = -Double.MAX_VALUE;

  /**
   * Of no row yet.
   *
   * @param holdsWords whether its features are words
   * @param collects whether different words are told apart
   */
  RawColumnProfile(String name, boolean holdsWords, boolean collects) {
    this.name = name;
    this.holdsWords = holdsWords;
    this.collects = collects;
  }

  /** Looks at a text, at a double, or at the seconds of a date. */
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
    if (texts.size() <= MOST_TEXTS) { // one more says that they are too many
      texts.add(text);
    }
  }

  /** Adds what it holds in other rows. */
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

  /** How many words all texts have together. */
  long words() {
    return terms.all();
  }

  /** Whether its texts are dates, but none of them tells day from month. */
  boolean isAmbiguous() {
    return !holdsWords && dates.isAmbiguous();
  }

  /** Values that are missing. */
  long missing() {
    return missing;
  }

  /**
   * The column as it was read.
   *
   * @throws BadInputException where it has no words, or too many texts
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
          "column " + name, "fewer different words, or textKind hashing", "more than memory holds");
    }
    List<String> looked = terms.looked();
    if (looked.isEmpty()) {
      throw BadInputException.at("column " + name, "words", "none");
    }
    return TextColumn.of(name, looked);
  }
}
