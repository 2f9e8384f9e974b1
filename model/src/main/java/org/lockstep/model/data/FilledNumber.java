package org.lockstep.model.data;

/** A number, or what replaces a missing one, and perhaps a feature that says if it was missing. */
final class FilledNumber extends ValueEncoding {
  private static final long serialVersionUID = 1L;

  private final double fill; // less the origin
  private final boolean hasIndicator; // of a missing value

  FilledNumber(NumberColumn column, int value, int feature) {
    super(column, value, feature);
    this.fill = column.fill().orElseThrow() - column.origin();
    this.hasIndicator = column.indicator();
  }

  @Override
  boolean isElementwise() {
    return !hasIndicator;
  }

  @Override
  double fill() {
    return fill;
  }

  @Override
  void encode(double x, double[] features) {
    boolean isMissing = Double.isNaN(x);
    features[feature] = isMissing ? fill : x;
    if (hasIndicator) {
      features[feature + 1] = isMissing ? 1 : 0;
    }
  }
}
