package org.lockstep.model.data;

import java.io.Serializable;

/** Finds the category of a raw value. */
final class CategoryCodes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] codes; // from a raw value's index to the category's; null if they are equal
  private final int missing; // stands for a missing value
  private final int other; // stands for any other category

  CategoryCodes(int[] codes, int missing, int other) {
    this.codes = codes;
    this.missing = missing;
    this.other = other;
  }

  /** The category's index; negative for none. */
  int of(double x) {
    if (Double.isNaN(x)) {
      return missing;
    }
    int index = (int) x;
    int known = index < 0 || codes == null ? index : codes[index];
    return known < 0 ? other : known;
  }
}
