package org.lockstep.model.data;

/** The parts of a date, and perhaps a feature that says if it was missing. */
final class DateParts extends ValueEncoding {
  private static final long serialVersionUID = 1L;

  private final DatePart[] parts;
  private final DateUnit unit;
  private final double origin;
  private final double fill; // less the origin; NaN for none
  private final boolean hasIndicator; // of a missing date

  DateParts(DateColumn column, int value, int feature) {
    super(column, value, feature);
    this.parts = column.parts().toArray(DatePart[]::new);
    this.unit = column.unit();
    this.origin = column.origin();
    this.fill = column.fill().orElse(Double.NaN) - column.origin();
    this.hasIndicator = column.indicator();
  }

  @Override
  boolean mayBeMissing() {
    return !Double.isNaN(fill);
  }

  @Override
  void encode(double x, double[] features) {
    boolean isMissing = Double.isNaN(x);
    int at = feature;
    for (DatePart part : parts) {
      part.write(isMissing ? fill : x, origin, unit, features, at);
      at += part.width();
    }
    if (hasIndicator) {
      features[feature + width - 1] = isMissing ? 1 : 0;
    }
  }
}
