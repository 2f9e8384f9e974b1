package org.lockstep.model.data;

/** A category as one number: its rank, or a sign if there are two. */
final class RankedCategory extends ValueEncoding {
  private static final long serialVersionUID = 1L;

  private final CategoryCodes codes;
  private final double first; // of the first category
  private final double step; // to the next
  private final double unknown; // the middle

  RankedCategory(CategoryColumn column, int value, int feature, int[] codes) {
    super(column, value, feature);
    boolean isSign = column.form() == CategoryColumn.Form.SIGN;
    this.codes = new CategoryCodes(codes, CategoryColumn.UNKNOWN, CategoryColumn.UNKNOWN);
    this.first = isSign ? -1 : 0;
    this.step = isSign ? 2 : 1;
    this.unknown = isSign ? 0 : (column.categories().size() - 1) / 2.0;
  }

  @Override
  void encode(double x, double[] features) {
    int category = codes.of(x);
    features[feature] = category < 0 ? unknown : first + step * category;
  }
}
