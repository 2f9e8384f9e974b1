package org.lockstep.model.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the raw values of a row into features, column by column; see {@link Encoding} for each kind
 * of column. Rows can be sparse, and so can their features.
 *
 * <p>A final class with plain fields, like everything that Spark can send.
 */
public final class InputEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Encoding[] columns;
  private final int values;
  private final int width;
  private final double[] origins; // null if all are 0
  private final boolean isElementwise;

  private InputEncoder(InputSchema read, InputSchema schema, List<int[]> codes) {
    columns = new Encoding[schema.columns().size()];
    int value = 0;
    int feature = 0;
    for (int i = 0; i < columns.length; i++) {
      InputColumn column = schema.columns().get(i);
      int rawValues = read.columns().get(i).values();
      int[] itsCodes = codes.isEmpty() ? null : codes.get(i);
      columns[i] = Encoding.of(column, value, rawValues, feature, itsCodes);
      value += rawValues;
      feature += column.width();
    }
    values = value;
    width = feature;
    isElementwise = Arrays.stream(columns).allMatch(Encoding::isElementwise);
    double[] all = read.origins();
    origins = Arrays.stream(all).allMatch(origin -> origin == 0) ? null : all;
  }

  /** The encoder for rows whose texts are indices into the schema's categories. */
  public static InputEncoder of(InputSchema schema) {
    return new InputEncoder(schema, schema, List.of());
  }

  /** The encoder for rows that hold {@code width} features. */
  public static InputEncoder identity(int width) {
    return of(new InputSchema(List.of(InputColumn.vector("features", width))));
  }

  /**
   * The encoder for rows as they were read, before anything was fitted.
   *
   * @param read the columns as read; the rows' texts are indices into their categories
   * @param fitted the same columns, fitted
   */
  public static InputEncoder of(InputSchema read, InputSchema fitted) {
    List<int[]> codes = new ArrayList<>();
    for (int i = 0; i < fitted.columns().size(); i++) {
      codes.add(codes(read.columns().get(i), fitted.columns().get(i)));
    }
    return new InputEncoder(read, fitted, codes);
  }

  private static int[] codes(InputColumn read, InputColumn fitted) {
    if (read instanceof TextColumn from && fitted instanceof TextColumn to) {
      return to.kind() == TextColumn.Kind.HASHING ? null : codes(from.terms(), to.terms());
    }
    return read instanceof CategoryColumn from && fitted instanceof CategoryColumn to
        ? codes(from.categories(), to.categories())
        : null;
  }

  private static int[] codes(List<String> from, List<String> to) {
    Map<String, Integer> known = new HashMap<>();
    for (int c = 0; c < to.size(); c++) {
      known.put(to.get(c), c);
    }
    return from.stream()
        .mapToInt(text -> known.getOrDefault(text, CategoryColumn.UNKNOWN))
        .toArray();
  }

  /**
   * Whether feature j is raw value j, or what replaces it if it is missing. Rows then need not go
   * through {@link #encode}.
   */
  public boolean isElementwise() {
    return isElementwise;
  }

  /**
   * The number that replaces a missing value, less its origin, for each feature; NaN if the value
   * cannot be missing. Null if no value can be missing. Only for an encoder that {@linkplain
   * #isElementwise is elementwise}.
   */
  public double[] fills() {
    double[] fills = new double[width];
    Arrays.fill(fills, Double.NaN);
    for (Encoding column : columns) {
      fills[column.feature] = column.fill();
    }
    return Arrays.stream(fills).allMatch(Double::isNaN) ? null : fills;
  }

  /** Whether each raw value can be missing. */
  public boolean[] mayBeMissing() {
    boolean[] may = new boolean[values];
    for (Encoding column : columns) {
      may[column.value] = column.mayBeMissing();
    }
    return may;
  }

  /**
   * What is subtracted from each raw value before it is rounded to the model's precision; null for
   * nothing. Shards hold the difference.
   */
  public double[] origins() {
    return origins == null ? null : origins.clone();
  }

  /** The number of raw values in a row. */
  public int values() {
    return values;
  }

  /** The first raw value of a column. */
  public int firstValue(int column) {
    return columns[column].value;
  }

  /** The first feature of each column, and one past the last feature. */
  public List<Integer> firstFeatures() {
    List<Integer> starts = new ArrayList<>();
    for (Encoding column : columns) {
      starts.add(column.feature);
    }
    starts.add(width);
    return starts;
  }

  /** The number of features in a row. */
  public int width() {
    return width;
  }

  /**
   * Computes a row's features.
   *
   * @param row at least {@link #values()} raw values, less their {@linkplain #origins() origins}
   * @param features overwritten from the first to {@link #width()}
   */
  public void encode(double[] row, double[] features) {
    for (Encoding column : columns) {
      column.encode(row, features);
    }
  }

  /**
   * Computes the features that are not 0.
   *
   * @param places the indices of the raw values that can be other than 0, ascending
   * @param row these raw values, less their origins
   * @param count the number of these raw values
   * @param scratch of length {@link #width()}; partly overwritten
   * @param features receives the features
   */
  public void encode(
      int[] places, double[] row, int count, double[] scratch, FeatureEntries features) {
    int k = 0;
    for (Encoding column : columns) {
      k = column.encode(places, row, k, count, scratch, features);
    }
  }
}
