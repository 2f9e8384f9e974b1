package org.lockstep.spark.read.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.lockstep.spark.table.Categories;
import org.lockstep.spark.table.Finding;

/**
 * What one chunk of a source of lines holds. Lines are counted from 0 in the chunk. Travels from a
 * task to the driver, so it is a class and not a record, which Kryo cannot carry.
 */
final class CsvProfile implements Serializable {
  private static final long serialVersionUID = 1L;
  static final long NONE = -1;

  final String file;
  final long start;

  /** All lines, the header and blank ones too. */
  long lines;

  long firstBlank = NONE;
  long lastFilled = NONE;

  /** In LibSVM's format, the largest index. */
  int largestIndex;

  /** The first thing wrong in this chunk by itself; null if nothing. */
  Finding problem;

  /** For each column, whether there is a number. */
  final boolean[] hasNumber;

  /** For each column, the first line with a text, {@link #NONE} without. */
  final long[] firstText;

  /** For each column, the text there. */
  final String[] text;

  /** For each column that may become one-hot, its distinct texts, at most one too many; or null. */
  final Set<?>[] texts;

  CsvProfile(CsvLines.Chunk chunk, int width) {
    file = chunk.file();
    start = chunk.start();
    hasNumber = new boolean[width];
    firstText = new long[width];
    Arrays.fill(firstText, NONE);
    text = new String[width];
    texts = new Set<?>[width];
  }

  void sawText(int column, long line, String value, boolean collect) {
    if (firstText[column] == NONE) {
      firstText[column] = line;
      text[column] = value;
    }
    if (collect) {
      Set<String> seen = textsOf(column);
      if (seen.size() <= Categories.MOST) {
        seen.add(value);
      }
    }
  }

  @SuppressWarnings("unchecked") // Only this class puts sets into the array, all of strings.
  Set<String> textsOf(int column) {
    if (texts[column] == null) {
      texts[column] = new TreeSet<String>();
    }
    return (Set<String>) texts[column];
  }
}
