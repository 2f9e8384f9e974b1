package org.lockstep.spark.cli;

import java.util.List;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What somebody may have meant: picocli's suggestions, but for those that another is nearer than.
 */
final class Nearest {
  private Nearest() {}

  /** The nearest of the suggestions; several that are as near; none where there are none. */
  static List<String> of(UnmatchedArgumentException mistake) {
    String found = mistake.getUnmatched().get(0).replaceFirst("=.*", "");
    List<String> all = mistake.getSuggestions();
    int least = all.stream().mapToInt(name -> distance(found, name)).min().orElse(0);
    return all.stream().filter(name -> distance(found, name) == least).toList();
  }

  /**
   * The fewest letters to insert, delete or replace: V. Levenshtein, Soviet Physics Doklady 10,
   * 1966.
   */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1]; // of a's first i letters to b's first j
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
