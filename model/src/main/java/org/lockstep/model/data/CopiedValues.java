package org.lockstep.model.data;

/** Features that are the raw values: numbers none of which can be missing, and vectors. */
final class CopiedValues extends Encoding {
  private static final long serialVersionUID = 1L;

  CopiedValues(InputColumn column, int value, int values, int feature) {
    super(column, value, values, feature);
  }

  @Override
  boolean isElementwise() {
    return true;
  }

  @Override
  boolean mayBeMissing() {
    return false;
  }

  @Override
  void encode(double[] row, double[] features) {
    System.arraycopy(row, value, features, feature, width);
  }

  @Override
  int encode(int[] places, double[] row, int k, int to, double[] scratch, FeatureEntries features) {
    int next = k;
    for (; next < to && places[next] < value + values; next++) {
      if (row[next] != 0) {
        features.put(feature + places[next] - value, row[next]);
      }
    }
    return next;
  }
}
