package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lockstep.model.data.TextTerms;

/** The words of a column of text in some rows, and how often each occurs. */
public final class TermProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** At most this many different words are looked at: the most frequent ones, as in Spark. */
  static final int MOST_LOOKED_AT = 1 << 18;

  /** At most this many different words are counted. */
  private static final int MOST_COUNTED = 1 << 21;

  /** The most characters in all different words together. */
  private static final long MOST_CHARACTERS = 1L << 27;

  private final Map<String, Long> counts = new HashMap<>();
  private long characters; // of the different words
  private long all;
  private long wordless; // texts
  private boolean hasTooMany;

  /**
   * Adds a text.
   *
   * @param collects whether to count different words separately
   */
  public void add(String text, boolean collects) {
    long before = all;
    TextTerms.forEach(
        text,
        term -> {
          all++;
          if (collects) {
            add(term, 1);
          }
        });
    wordless += all == before ? 1 : 0;
  }

  private void add(String term, long times) {
    if (hasTooMany) {
      return;
    }
    if (counts.merge(term, times, Long::sum) == times) {
      characters += term.length();
      if (counts.size() > MOST_COUNTED || characters > MOST_CHARACTERS) {
        hasTooMany = true;
        counts.clear();
      }
    }
  }

  /** Adds the words of other rows. */
  public void append(TermProfile other) {
    all += other.all;
    wordless += other.wordless;
    hasTooMany |= other.hasTooMany;
    other.counts.forEach(this::add);
    if (hasTooMany) {
      counts.clear();
    }
  }

  /** How many words all texts have together. */
  public long all() {
    return all;
  }

  /** How many texts have no word, such as {@code ...}. */
  long wordless() {
    return wordless;
  }

  /** How many different words there are. */
  int different() {
    return counts.size();
  }

  /** Whether there are more different words than memory should hold. */
  public boolean hasTooMany() {
    return hasTooMany;
  }

  /** The words in ascending order; if there are too many, the most frequent ones. */
  public List<String> looked() {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_LOOKED_AT)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
