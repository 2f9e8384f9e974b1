package org.lockstep.model.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the raw values of a row into features, column by column, as {@link Encoding} has it for
 * each kind. A row may be given, and its features may be wanted, without what is 0.
 *
 * <p>A final class with plain fields, as everything that Spark may send.
 */
public final class InputEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Encoding[] columns;
  private final int values;
  private final int width;
  private final double[] origins; // null where all are 0
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

  /** The encoder of rows whose texts are indices into the schema's own categories. */
  public static InputEncoder of(InputSchema schema) {
    return new InputEncoder(schema, schema, List.of());
  }

  /** The encoder of rows that hold {@code width} features. */
  public static InputEncoder identity(int width) {
    return of(new InputSchema(List.of(InputColumn.vector("features", width))));
  }

  /**
   * The encoder of rows as they were read, before anything was fitted.
   *
   * @param read whose categories the rows' texts are indices into
   * @param fitted the same columns
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
   * Whether feature j is raw value j, or what stands for it where it is missing: then rows need not
   * go through {@link #encode}.
   */
  public boolean isElementwise() {
    return isElementwise;
  }

  /**
   * By feature, what stands for a missing value, less its origin; NaN where none may be missing.
   * Only where the encoder {@linkplain #isElementwise is elementwise}; null where nothing may be
   * missing.
   */
  public double[] fills() {
    double[] fills = new double[width];
    Arrays.fill(fills, Double.NaN);
    for (Encoding column : columns) {
      fills[column.feature] = column.fill();
    }
    return Arrays.stream(fills).allMatch(Double::isNaN) ? null : fills;
  }

  /** By raw value, whether it may be missing. */
  public boolean[] mayBeMissing() {
    boolean[] may = new boolean[values];
    for (Encoding column : columns) {
      may[column.value] = column.mayBeMissing();
    }
    return may;
  }

  /**
   * By raw value, what is subtracted from it before it is rounded to the model's precision; null
   * for nothing. Shards hold the difference.
   */
  public double[] origins() {
    return origins == null ? null : origins.clone();
  }

  /** Raw values of a row. */
  public int values() {
    return values;
  }

  /** The first raw value of a column. */
  public int firstValue(int column) {
    return columns[column].value;
  }

  /** The first feature of each column, and one behind the last. */
  public List<Integer> firstFeatures() {
    List<Integer> starts = new ArrayList<>();
    for (Encoding column : columns) {
      starts.add(column.feature);
    }
    starts.add(width);
    return starts;
  }

  /** Features of a row. */
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
   * @param places which raw values of the row may be other than 0, ascending
   * @param row those, less their origins
   * @param count how many
   * @param scratch of {@link #width()}, overwritten in part
   * @param features is added to
   */
  public void encode(
      int[] places, double[] row, int count, double[] scratch, FeatureEntries features) {
    int k = 0;
    for (Encoding column : columns) {
      k = column.encode(places, row, k, count, scratch, features);
    }
  }
}
