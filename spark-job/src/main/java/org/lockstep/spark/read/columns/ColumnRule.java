package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;

/** What a column of the source is for, and what it can hold. */
final class ColumnRule implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a column can hold. */
  enum Kind {
    /** Anything: the column is ignored. */
    IGNORED,
    /** Only numbers or only text: known once everything is read. */
    EITHER,
    /** Numbers. */
    NUMBER,
    /** Text, including numbers. */
    TEXT,
    /** Dates of a known form. */
    DATE,
    /** Texts of many words. */
    WORDS,
    /** Weights of rows. */
    WEIGHT,
    /** All features of a row: a vector, or bytes. */
    WHOLE
  }

  /** Whether values can be missing from a column. */
  enum Absence {
    /** Every row has a value. */
    REFUSED,
    /** A value may be missing. */
    ALLOWED,
    /** A value may be missing, and a text that is not a number, or not a date, counts as that. */
    COERCED;

    private static Absence of(boolean mayMiss) {
      return mayMiss ? ALLOWED : REFUSED;
    }
  }

  final Kind kind;

  /** For messages: {@code column 'x'}. */
  final String words;

  final boolean isTarget;

  private final Absence absence;

  /** How its dates are written; null if it is not known to hold any. */
  final DateForm form;

  /** The index of each text that a model knows; null if that is still to be found. */
  final Map<String, Integer> known;

  private ColumnRule(
      Kind kind,
      String words,
      boolean isTarget,
      Absence absence,
      DateForm form,
      Map<String, Integer> known) {
    this.kind = kind;
    this.words = words;
    this.isTarget = isTarget;
    this.absence = absence;
    this.form = form;
    this.known = known;
  }

  static ColumnRule ignored(String words) {
    return new ColumnRule(Kind.IGNORED, words, false, Absence.ALLOWED, null, null);
  }

  static ColumnRule feature(Kind kind, String words, boolean mayMiss) {
    return new ColumnRule(kind, words, false, Absence.of(mayMiss), null, null);
  }

  /** A column of numbers, in which a text counts as missing. */
  static ColumnRule coerced(String words) {
    return new ColumnRule(Kind.NUMBER, words, false, Absence.COERCED, null, null);
  }

  /** A column that is known to hold dates. */
  static ColumnRule date(DateColumn column, String words) {
    Absence absence = column.fill().isPresent() ? Absence.COERCED : Absence.REFUSED;
    return new ColumnRule(Kind.DATE, words, false, absence, column.form(), null);
  }

  /** A column that a model knows as categories. */
  static ColumnRule category(CategoryColumn column, String words) {
    return new ColumnRule(
        Kind.TEXT, words, false, Absence.ALLOWED, null, indexes(column.categories()));
  }

  /** A target; rows without one are left out if it can be missing. */
  static ColumnRule target(Kind kind, String words, boolean mayMiss) {
    return new ColumnRule(kind, words, true, Absence.of(mayMiss), null, null);
  }

  /**
   * A column of texts of many words.
   *
   * @param collects whether to collect its different words
   */
  static ColumnRule words(String words, boolean mayMiss, boolean collects) {
    return new ColumnRule(
        Kind.WORDS, words, false, Absence.of(mayMiss), null, collects ? null : Map.of());
  }

  static ColumnRule whole(String words) {
    return new ColumnRule(Kind.WHOLE, words, false, Absence.REFUSED, null, null);
  }

  static ColumnRule weight(String words) {
    return new ColumnRule(Kind.WEIGHT, words, false, Absence.REFUSED, null, null);
  }

  /** The index of each text. */
  static Map<String, Integer> indexes(List<String> texts) {
    Map<String, Integer> indexes = new HashMap<>();
    for (String text : texts) {
      indexes.put(text, indexes.size());
    }
    return indexes;
  }

  /** Whether a value may be missing. */
  boolean mayMiss() {
    return absence != Absence.REFUSED;
  }

  /** Whether a text that is not a number, or not a date, counts as missing. */
  boolean coerces() {
    return absence == Absence.COERCED;
  }

  /** Whether it holds only numbers. */
  boolean isNumber() {
    return kind == Kind.NUMBER || kind == Kind.WEIGHT;
  }

  /**
   * Whether it is known to hold numbers, including numbers as people write them. Not if a text
   * counts as a missing number: then all interfaces of a model take the same texts for numbers.
   */
  boolean takesFigures() {
    return kind == Kind.NUMBER && !coerces();
  }

  /** Whether words that could be a category can only mean a missing value. */
  boolean isWordless() {
    return isNumber() || kind == Kind.DATE;
  }

  /** Whether it holds texts, whatever they look like. */
  boolean isText() {
    return kind == Kind.TEXT || kind == Kind.WORDS;
  }

  /** Whether to collect its different words. */
  boolean collectsWords() {
    return kind == Kind.WORDS && known == null;
  }

  /** Whether to collect its different texts. */
  boolean collectsTexts() {
    return !isTarget && known == null && (kind == Kind.EITHER || kind == Kind.TEXT);
  }
}
