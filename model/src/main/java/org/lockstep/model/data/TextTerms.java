package org.lockstep.model.data;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Counts the terms of texts. Terms are the runs of at least two letters, digits or underscores,
 * lower-cased, as in scikit-learn's vectorizers by default.
 */
public final class TextTerms implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int SHORTEST = 2;

  private static final int WORD_TYPES =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private final Map<String, Integer> known; // null if terms are hashed
  private final int width;

  private TextTerms(Map<String, Integer> known, int width) {
    this.known = known;
    this.width = width;
  }

  /** Returns a counter for the terms of a column. */
  public static TextTerms of(TextColumn column) {
    if (column.kind() == TextColumn.Kind.HASHING) {
      return new TextTerms(null, column.width());
    }
    Map<String, Integer> known = new HashMap<>();
    column.terms().forEach(term -> known.put(term, known.size()));
    return new TextTerms(known, column.width());
  }

  /** Passes every term of a text to the action, in order. */
  public static void forEach(String text, Consumer<String> action) {
    String lower = text.toLowerCase(Locale.ROOT);
    int start = 0;
    int length = 0; // of the run, in code points
    for (int i = 0; i < lower.length(); ) {
      int point = lower.codePointAt(i);
      boolean isWord = point == '_' || (WORD_TYPES >> Character.getType(point) & 1) != 0;
      if (isWord) {
        start = length == 0 ? i : start;
        length++;
      } else {
        give(lower, start, i, length, action);
        length = 0;
      }
      i += Character.charCount(point);
    }
    give(lower, start, lower.length(), length, action);
  }

  private static void give(String text, int start, int end, int length, Consumer<String> action) {
    if (length >= SHORTEST) {
      action.accept(text.substring(start, end));
    }
  }

  /**
   * Counts how often each term that has a feature occurs in a text.
   *
   * @param first the place of the first term
   * @param counts receives the counts
   */
  public void count(String text, int first, FeatureEntries counts) {
    IntStream.Builder places = IntStream.builder();
    forEach(
        text,
        term -> {
          int place = place(term);
          if (place >= 0) {
            places.add(place);
          }
        });
    int[] found = places.build().sorted().toArray();
    for (int i = 0; i < found.length; ) {
      int place = found[i];
      int times = 0;
      for (; i < found.length && found[i] == place; i++) {
        times++;
      }
      counts.put(first + place, times);
    }
  }

  /** A term's feature; -1 for none. */
  private int place(String term) {
    return known == null ? Math.floorMod(Murmur3.hash(term), width) : known.getOrDefault(term, -1);
  }
}
