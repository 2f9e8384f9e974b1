package org.lockstep.model.prepare;

import java.util.Set;

/**
 * What users decide about how columns become features.
 *
 * @param missing what becomes of missing values
 * @param indicator whether a column that misses numbers gets a feature that says where
 * @param mostCategories of a column: the most frequent ones are kept, the others become one
 * @param ordinal the columns whose categories become their index
 */
public record InputChoices(
    Missing missing, boolean indicator, int mostCategories, Set<String> ordinal) {
  public InputChoices {
    ordinal = Set.copyOf(ordinal);
  }

  /** Everything must be there, and every category is a feature. */
  public static final InputChoices STRICT =
      new InputChoices(Missing.REFUSE, false, Integer.MAX_VALUE, Set.of());
}
