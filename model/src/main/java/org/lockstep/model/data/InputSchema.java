package org.lockstep.model.data;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The raw input of a model: its columns in order. Stored in the model file, so that a prediction
 * reads its data as training did.
 */
public record InputSchema(List<InputColumn> columns) {
  /** Columns of tables of images: MNIST's in CSV, Kaggle's pixel0, those without a header. */
  private static final Pattern PIXEL = Pattern.compile("(?i)(p|px|pixel)?[ _-]?\\d+");

  /** Smaller squares are tables of a few numbers. */
  private static final int LEAST_SIDE = 8;

  public InputSchema {
    columns = List.copyOf(columns);
    Distinct.check("the column", columns.stream().map(InputColumn::name).toList());
    long width = columns.stream().mapToLong(InputColumn::width).sum();
    if (width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(width + " features");
    }
  }

  /** How many features all columns together become. */
  public int width() {
    return columns.stream().mapToInt(InputColumn::width).sum();
  }

  /**
   * The image that a row is: a column of pixels, or single numbers that bear the names or numbers
   * of pixels and make a square of at least 8 x 8, which is then taken as gray.
   */
  public Optional<ImageShape> image() {
    if (columns.size() == 1) {
      return columns.get(0).image();
    }
    int side = (int) Math.round(Math.sqrt(columns.size()));
    boolean isSquare = side >= LEAST_SIDE && side * side == columns.size();
    return isSquare && columns.stream().allMatch(InputSchema::isPixel)
        ? Optional.of(ImageShape.gray(side, side))
        : Optional.empty();
  }

  private static boolean isPixel(InputColumn column) {
    return column.width() == 1 && !column.isText() && PIXEL.matcher(column.name()).matches();
  }
}
