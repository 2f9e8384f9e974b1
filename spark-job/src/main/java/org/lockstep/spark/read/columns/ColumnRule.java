package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;

/** What a column of the source is for, and what may stand in it. */
final class ColumnRule implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a column may hold. */
  enum Kind {
    /** Whatever: nobody looks. */
    IGNORED,
    /** Numbers throughout, or text throughout: seen when all is read. */
    EITHER,
    /** Numbers. */
    NUMBER,
    /** Text, numbers too. */
    TEXT,
    /** Dates of a form that is known. */
    DATE,
    /** Texts of many words. */
    WORDS,
    /** Weights of rows. */
    WEIGHT,
    /** All features of a row: a vector, or bytes. */
    WHOLE
  }

  final Kind kind;

  /** For messages: {@code column 'x'}. */
  final String words;

  final boolean isTarget;

  /** Whether a value may be missing. */
  final boolean mayMiss;

  /** Whether a text that is no number, or no date, counts as missing. */
  final boolean coerces;

  /** How its dates are written; null where it is not known to hold any. */
  final DateForm form;

  /** The index of each text that a model knows; null where that is still to be found out. */
  final Map<String, Integer> known;

  private ColumnRule(
      Kind kind,
      String words,
      boolean isTarget,
      boolean mayMiss,
      boolean coerces,
      DateForm form,
      Map<String, Integer> known) {
    this.kind = kind;
    this.words = words;
    this.isTarget = isTarget;
    this.mayMiss = mayMiss;
    this.coerces = coerces;
    this.form = form;
    this.known = known;
  }

  static ColumnRule ignored(String words) {
    return new ColumnRule(Kind.IGNORED, words, false, true, false, null, null);
  }

  static ColumnRule feature(Kind kind, String words, boolean mayMiss) {
    return new ColumnRule(kind, words, false, mayMiss, false, null, null);
  }

  /** A column of numbers, in which a text is a missing one. */
  static ColumnRule coerced(String words) {
    return new ColumnRule(Kind.NUMBER, words, false, true, true, null, null);
  }

  /** A column that is known to hold dates. */
  static ColumnRule date(DateColumn column, String words) {
    boolean mayMiss = column.fill().isPresent();
    return new ColumnRule(Kind.DATE, words, false, mayMiss, mayMiss, column.form(), null);
  }

  /** A column that a model knows as categories. */
  static ColumnRule category(CategoryColumn column, String words) {
    return new ColumnRule(Kind.TEXT, words, false, true, false, null, indexes(column.categories()));
  }

  /** A target; rows without one are left out if it may miss. */
  static ColumnRule target(Kind kind, String words, boolean mayMiss) {
    return new ColumnRule(kind, words, true, mayMiss, false, null, null);
  }

  /**
   * A column of texts of many words.
   *
   * @param collects whether its different words are to be found out
   */
  static ColumnRule words(String words, boolean mayMiss, boolean collects) {
    return new ColumnRule(
        Kind.WORDS, words, false, mayMiss, false, null, collects ? null : Map.of());
  }

  static ColumnRule whole(String words) {
    return new ColumnRule(Kind.WHOLE, words, false, false, false, null, null);
  }

  static ColumnRule weight(String words) {
    return new ColumnRule(Kind.WEIGHT, words, false, false, false, null, null);
  }

  /** The place of each text. */
  static Map<String, Integer> indexes(List<String> texts) {
    Map<String, Integer> indexes = new HashMap<>();
    for (String text : texts) {
      indexes.put(text, indexes.size());
    }
    return indexes;
  }

  /** Whether it holds numbers alone. */
  boolean isNumber() {
    return kind == Kind.NUMBER || kind == Kind.WEIGHT;
  }

  /**
   * Whether it is known to hold numbers, also as people write them. Not where a text is a missing
   * number: there all faces of a model take the same texts for numbers.
   */
  boolean takesFigures() {
    return kind == Kind.NUMBER && !coerces;
  }

  /** Whether words that may be a category can only say that there is none. */
  boolean isWordless() {
    return isNumber() || kind == Kind.DATE;
  }

  /** Whether it holds texts, whatever they look like. */
  boolean isText() {
    return kind == Kind.TEXT || kind == Kind.WORDS;
  }

  /** Whether its different words are to be found out. */
  boolean collectsWords() {
    return kind == Kind.WORDS && known == null;
  }

  /** Whether its different texts are to be found out. */
  boolean collectsTexts() {
    return !isTarget && known == null && (kind == Kind.EITHER || kind == Kind.TEXT);
  }
}
