package org.lockstep.model.data;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The raw input of a model: its columns in order. It is stored in the model file, so that a
 * prediction reads its data as training did.
 *
 * @param decimal how the numbers of training were written, if they were text; tells whether {@code
 *     1.234} is more than a thousand
 */
public record InputSchema(List<InputColumn> columns, DecimalSign decimal) {
  /**
   * Names of columns in tables of images: MNIST's in CSV, Kaggle's pixel0, those without a header.
   */
  private static final Pattern PIXEL = Pattern.compile("(?i)(p|px|pixel)?[ _-]?\\d+");

  /** Smaller squares are tables of a few numbers. */
  private static final int LEAST_SIDE = 8;

  public InputSchema {
    columns = List.copyOf(columns);
    Distinct.check("the column", columns.stream().map(InputColumn::name).toList());
    long width = columns.stream().mapToLong(InputColumn::width).sum();
    long values = columns.stream().mapToLong(InputColumn::values).sum();
    if (values > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(width + " features");
    }
  }

  /** Columns whose numbers are written with a point, or are not text. */
  public InputSchema(List<InputColumn> columns) {
    this(columns, DecimalSign.POINT);
  }

  /** The same columns, with numbers written with this sign. */
  public InputSchema written(DecimalSign sign) {
    return new InputSchema(columns, sign);
  }

  /** The number of features of all columns together. */
  public int width() {
    return columns.stream().mapToInt(InputColumn::width).sum();
  }

  /** The number of raw values in a row. */
  public int values() {
    return columns.stream().mapToInt(InputColumn::values).sum();
  }

  /** The names of the features, {@link #width()} of them. */
  public List<String> featureNames() {
    return columns.stream().flatMap(column -> column.featureNames().stream()).toList();
  }

  /**
   * What is subtracted from each raw value before it is rounded; see {@link NumberColumn} and
   * {@link DateColumn}.
   */
  public double[] origins() {
    double[] origins = new double[values()];
    int value = 0;
    for (InputColumn column : columns) {
      if (column instanceof NumberColumn number) {
        origins[value] = number.origin();
      } else if (column instanceof DateColumn date) {
        origins[value] = date.origin();
      }
      value += column.values();
    }
    return origins;
  }

  /**
   * The shape of the image in a row, if there is one: a column of pixels, or single numbers that
   * are named or numbered as pixels and form a square of at least 8 x 8, which is taken as gray.
   */
  public Optional<ImageShape> image() {
    if (columns.size() == 1) {
      return columns.get(0) instanceof VectorColumn vector ? vector.image() : Optional.empty();
    }
    int side = (int) Math.round(Math.sqrt(columns.size()));
    boolean isSquare = side >= LEAST_SIDE && side * side == columns.size();
    return isSquare && columns.stream().allMatch(InputSchema::isPixel)
        ? Optional.of(ImageShape.gray(side, side))
        : Optional.empty();
  }

  private static boolean isPixel(InputColumn column) {
    boolean isNumber = column instanceof NumberColumn number && number.width() == 1;
    return isNumber && PIXEL.matcher(column.name()).matches();
  }
}
