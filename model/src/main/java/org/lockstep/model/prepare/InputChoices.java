package org.lockstep.model.prepare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The user's choices about how columns become features.
 *
 * @param missing how missing values are treated
 * @param indicator whether a column with missing numbers gets a feature that says where
 * @param mostCategories the most categories of a column: the most frequent ones are kept, the
 *     others become one
 * @param ordinal the columns whose categories become their index, each with the categories in
 *     order; an empty list means alphabetical order
 * @param mostTerms the most terms of a text column: the most frequent ones are kept
 */
public record InputChoices(
    Missing missing,
    boolean indicator,
    int mostCategories,
    Map<String, List<String>> ordinal,
    int mostTerms) {
  public InputChoices {
    Map<String, List<String>> copy = new HashMap<>();
    ordinal.forEach((column, order) -> copy.put(column, List.copyOf(order)));
    ordinal = Map.copyOf(copy);
  }

  /** No value may be missing, and every category is a feature. */
  public static final InputChoices STRICT =
      new InputChoices(Missing.REFUSE, false, Integer.MAX_VALUE, Map.of(), Integer.MAX_VALUE);
}
