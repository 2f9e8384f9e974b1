package org.lockstep.model.data;

import java.util.Arrays;

/** A feature for each term of a text: its count times its weight, all scaled to norm 1. */
final class WeightedTerms extends Encoding {
  private static final long serialVersionUID = 1L;

  private final int[] codes; // from a raw value's index to the term's; null if they are equal
  private final double[] weights;

  WeightedTerms(TextColumn column, int value, int values, int feature, int[] codes) {
    super(column, value, values, feature);
    this.codes = codes;
    this.weights = column.weights();
  }

  @Override
  boolean mayBeMissing() {
    return false;
  }

  @Override
  void encode(double[] row, double[] features) {
    FeatureEntries terms = new FeatureEntries();
    for (int v = value; v < value + values; v++) {
      add(v, row[v], terms);
    }
    terms.normalize(0);
    Arrays.fill(features, feature, feature + width, 0);
    for (int k = 0; k < terms.count(); k++) {
      features[terms.places()[k]] = terms.values()[k];
    }
  }

  @Override
  int encode(int[] places, double[] row, int k, int to, double[] scratch, FeatureEntries features) {
    int first = features.count();
    int next = k;
    for (; next < to && places[next] < value + values; next++) {
      add(places[next], row[next], features);
    }
    features.normalize(first);
    return next;
  }

  private void add(int v, double count, FeatureEntries features) {
    int term = codes == null ? v - value : codes[v - value];
    if (count != 0 && term >= 0) {
      features.put(feature + term, count * weights[term]);
    }
  }
}
