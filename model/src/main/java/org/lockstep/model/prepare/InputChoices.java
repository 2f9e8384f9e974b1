package org.lockstep.model.prepare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What users decide about how columns become features.
 *
 * @param missing what becomes of missing values
 * @param indicator whether a column that misses numbers gets a feature that says where
 * @param mostCategories of a column: the most frequent ones are kept, the others become one
 * @param ordinal the columns whose categories become their index, each with the categories in
 *     order; of an empty list the order is alphabetical
 * @param mostTerms of a column of text: the most frequent ones are kept
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

  /** Everything must be there, and every category is a feature. */
  public static final InputChoices STRICT =
      new InputChoices(Missing.REFUSE, false, Integer.MAX_VALUE, Map.of(), Integer.MAX_VALUE);
}
