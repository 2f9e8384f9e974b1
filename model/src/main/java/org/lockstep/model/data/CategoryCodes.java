package org.lockstep.model.data;

import java.io.Serializable;

/** Which category a raw value is. */
final class CategoryCodes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] codes; // of a raw value's index, the category's; null where they are equal
  private final int missing; // stands for a missing value
  private final int other; // stands for any other category

  CategoryCodes(int[] codes, int missing, int other) {
    this.codes = codes;
    this.missing = missing;
    this.other = other;
  }

  /** The category of a raw value; negative for none. */
  int of(double x) {
    if (Double.isNaN(x)) {
      return missing;
    }
    int index = (int) x;
    int known = index < 0 || codes == null ? index : codes[index];
    return known < 0 ? other : known;
  }
}
