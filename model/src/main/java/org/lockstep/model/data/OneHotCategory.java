package org.lockstep.model.data;

import java.util.Arrays;

/** One feature per category, perhaps one for missing texts and one for others. At most one is 1. */
final class OneHotCategory extends ValueEncoding {
  private static final long serialVersionUID = 1L;

  private final CategoryCodes codes;

  OneHotCategory(CategoryColumn column, int value, int feature, int[] codes) {
    super(column, value, feature);
    int missing = column.missing() ? column.categories().size() : CategoryColumn.UNKNOWN;
    int other = column.other() ? width - 1 : CategoryColumn.UNKNOWN;
    this.codes = new CategoryCodes(codes, missing, other);
  }

  @Override
  void encode(double x, double[] features) {
    Arrays.fill(features, feature, feature + width, 0);
    int hot = codes.of(x);
    if (hot >= 0) {
      features[feature + hot] = 1;
    }
  }

  @Override
  void add(double x, double[] scratch, FeatureEntries features) {
    int hot = codes.of(x);
    if (hot >= 0) {
      features.put(feature + hot, 1);
    }
  }
}
