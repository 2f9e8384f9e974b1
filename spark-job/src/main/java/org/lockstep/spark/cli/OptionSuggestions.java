package org.lockstep.spark.cli;

import java.util.List;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds what the user probably meant: the nearest of picocli's suggestions. */
final class OptionSuggestions {
  private OptionSuggestions() {}

  /** The nearest suggestion, or several if equally near; empty if there are no suggestions. */
  static List<String> of(UnmatchedArgumentException mistake) {
    String found = mistake.getUnmatched().get(0).replaceFirst("=.*", "");
    List<String> all = mistake.getSuggestions();
    int least = all.stream().mapToInt(name -> distance(found, name)).min().orElse(0);
    return all.stream().filter(name -> distance(found, name) == least).toList();
  }

  /**
   * The fewest letters to insert, delete or replace to turn one text into the other: V.
   * Levenshtein, Soviet Physics Doklady 10, 1966.
   */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1]; // distances of a's first i letters to b's first j
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
