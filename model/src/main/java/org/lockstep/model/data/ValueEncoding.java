package org.lockstep.model.data;

/** The encoding of a column with one raw value per row. */
abstract sealed class ValueEncoding extends Encoding
    permits FilledNumber, OneHotCategory, RankedCategory, DateParts {
  private static final long serialVersionUID = 1L;

  ValueEncoding(InputColumn column, int value, int feature) {
    super(column, value, 1, feature);
  }

  /** Overwrites the features of a raw value. */
  abstract void encode(double x, double[] features);

  @Override
  final void encode(double[] row, double[] features) {
    encode(row[value], features);
  }

  @Override
  final int encode(
      int[] places, double[] row, int k, int to, double[] scratch, FeatureEntries features) {
    boolean isThere = k < to && places[k] == value;
    add(isThere ? row[k] : 0, scratch, features);
    return isThere ? k + 1 : k;
  }

  /** Adds the features of a raw value that are not 0. */
  void add(double x, double[] scratch, FeatureEntries features) {
    encode(x, scratch);
    for (int j = feature; j < feature + width; j++) {
      if (scratch[j] != 0) {
        features.put(j, scratch[j]);
      }
    }
  }
}
