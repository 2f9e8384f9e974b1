package org.lockstep.model.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lockstep.model.data.CategoryColumn.Form;

/**
 * Turns the raw values of a row into features, column by column, as the columns say: {@link
 * NumberColumn}, {@link CategoryColumn}, {@link DateColumn}, {@link VectorColumn}, {@link
 * TextColumn}. A row may be given, and its features may be wanted, without what is 0.
 *
 * <p>A final class with plain fields, as everything that Spark may send.
 */
public final class InputEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    COPY,
    FILL,
    ONE_HOT,
    SIGN,
    ORDINAL,
    DATE,
    TERMS
  }

  /** What becomes of one column. */
  private static final class Step implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int value; // the first raw value
    private final int values; // raw ones
    private final int feature; // the first feature
    private final int width; // features
    private final double fill; // NaN for none; of categories the middle one
    private final int missing; // the feature of a missing value, from the first on; -1 for none
    private final int other; // the feature of any other category; -1 for none
    private final int[] codes; // of a raw value's index, the category's; null where they are equal
    private final DatePart[] parts; // of a date
    private final DateUnit unit;
    private final double origin;
    private final double[] weights; // of terms; else null

    private Step(InputColumn column, int value, int values, int feature, int[] codes) {
      this.value = value;
      this.values = values;
      this.feature = feature;
      this.width = column.width();
      this.codes = codes;
      DateColumn dates = column instanceof DateColumn date ? date : null;
      this.parts = dates == null ? null : dates.parts().toArray(DatePart[]::new);
      this.unit = dates == null ? null : dates.unit();
      this.origin = dates == null ? 0 : dates.origin();
      this.weights = column instanceof TextColumn text ? text.weights() : null;
      if (weights != null) {
        this.kind = Kind.TERMS;
        this.fill = Double.NaN;
        this.missing = -1;
        this.other = -1;
      } else if (column instanceof CategoryColumn text) {
        this.kind = kind(text.form());
        this.fill = (text.categories().size() - 1) / 2.0;
        this.missing = text.missing() ? text.categories().size() : -1;
        this.other = text.other() ? width - 1 : -1;
      } else if (column instanceof DateColumn date) {
        this.kind = Kind.DATE;
        this.fill = date.fill().orElse(Double.NaN) - date.origin();
        this.missing = date.indicator() ? width - 1 : -1;
        this.other = -1;
      } else {
        this.fill =
            column instanceof NumberColumn n
                ? n.fill().orElse(Double.NaN) - n.origin()
                : Double.NaN;
        this.kind = Double.isNaN(fill) ? Kind.COPY : Kind.FILL;
        this.missing = column instanceof NumberColumn n && n.indicator() ? 1 : -1;
        this.other = -1;
      }
    }

    private boolean isElementwise() {
      return kind == Kind.COPY || (kind == Kind.FILL && missing < 0);
    }

    private static Kind kind(Form form) {
      return switch (form) {
        case ONE_HOT -> Kind.ONE_HOT;
        case SIGN -> Kind.SIGN;
        case ORDINAL -> Kind.ORDINAL;
      };
    }

    private void encode(double[] row, double[] features) {
      switch (kind) {
        case COPY -> System.arraycopy(row, value, features, feature, width);
        case TERMS -> encodeTerms(row, features);
        case FILL, ONE_HOT, SIGN, ORDINAL, DATE -> encode(row[value], features);
      }
    }

    /** A column of one raw value. */
    private void encode(double x, double[] features) {
      switch (kind) {
        case FILL -> {
          boolean isMissing = Double.isNaN(x);
          features[feature] = isMissing ? fill : x;
          if (missing >= 0) {
            features[feature + missing] = isMissing ? 1 : 0;
          }
        }
        case ONE_HOT -> {
          Arrays.fill(features, feature, feature + width, 0);
          int hot = hot(x);
          if (hot >= 0) {
            features[feature + hot] = 1;
          }
        }
        case SIGN -> {
          int category = Double.isNaN(x) ? CategoryColumn.UNKNOWN : category(x);
          features[feature] = category < 0 ? 0 : 2 * category - 1;
        }
        case ORDINAL -> {
          int category = Double.isNaN(x) ? CategoryColumn.UNKNOWN : category(x);
          features[feature] = category < 0 ? fill : category;
        }
        case DATE -> encodeDate(x, features);
        case COPY, TERMS -> throw new IllegalStateException("several raw values");
      }
    }

    private void encodeDate(double x, double[] features) {
      boolean isMissing = Double.isNaN(x);
      int at = feature;
      for (DatePart part : parts) {
        part.write(isMissing ? fill : x, origin, unit, features, at);
        at += part.width();
      }
      if (missing >= 0) {
        features[feature + missing] = isMissing ? 1 : 0;
      }
    }

    /** Whether something stands for a missing value. */
    private boolean mayBeMissing() {
      return kind != Kind.COPY && kind != Kind.TERMS && !(kind == Kind.DATE && Double.isNaN(fill));
    }

    private void encodeTerms(double[] row, double[] features) {
      FeatureEntries terms = new FeatureEntries();
      for (int v = value; v < value + values; v++) {
        addTerm(v, row[v], terms);
      }
      terms.normalize(0);
      Arrays.fill(features, feature, feature + width, 0);
      for (int k = 0; k < terms.count(); k++) {
        features[terms.places()[k]] = terms.values()[k];
      }
    }

    private void addTerm(int v, double count, FeatureEntries features) {
      int term = codes == null ? v - value : codes[v - value];
      if (count != 0 && term >= 0) {
        features.put(feature + term, count * weights[term]);
      }
    }

    /**
     * The same as {@link #encode} for a row of which only what is not 0 is given.
     *
     * @param k the first entry that may be of this column
     * @return the first that is of another
     */
    private int encode(
        int[] places, double[] row, int k, int to, double[] scratch, FeatureEntries features) {
      int next = k;
      if (kind == Kind.COPY || kind == Kind.TERMS) {
        int first = features.count();
        for (; next < to && places[next] < value + values; next++) {
          if (kind == Kind.TERMS) {
            addTerm(places[next], row[next], features);
          } else if (row[next] != 0) {
            features.put(feature + places[next] - value, row[next]);
          }
        }
        if (kind == Kind.TERMS) {
          features.normalize(first);
        }
        return next;
      }
      double x = next < to && places[next] == value ? row[next++] : 0;
      if (kind == Kind.ONE_HOT) {
        int hot = hot(x);
        if (hot >= 0) {
          features.put(feature + hot, 1);
        }
        return next;
      }
      encode(x, scratch);
      for (int j = feature; j < feature + width; j++) {
        if (scratch[j] != 0) {
          features.put(j, scratch[j]);
        }
      }
      return next;
    }

    private int hot(double x) {
      return Double.isNaN(x) ? missing : category(x);
    }

    private int category(double x) {
      int index = (int) x;
      int known = index < 0 || codes == null ? index : codes[index];
      return known < 0 ? other : known;
    }
  }

  private final Step[] steps;
  private final int values;
  private final int width;
  private final double[] origins; // null where all are 0
  private final boolean isElementwise;

  private InputEncoder(InputSchema read, InputSchema schema, List<int[]> codes) {
    List<InputColumn> columns = schema.columns();
    steps = new Step[columns.size()];
    int value = 0;
    int feature = 0;
    for (int i = 0; i < steps.length; i++) {
      int rawValues = read.columns().get(i).values();
      steps[i] =
          new Step(
              columns.get(i), value, rawValues, feature, codes.isEmpty() ? null : codes.get(i));
      value += rawValues;
      feature += columns.get(i).width();
    }
    values = value;
    width = feature;
    isElementwise = Arrays.stream(steps).allMatch(Step::isElementwise);
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
    for (Step step : steps) {
      fills[step.feature] = step.fill;
    }
    return Arrays.stream(fills).allMatch(Double::isNaN) ? null : fills;
  }

  /** By raw value, whether it may be missing. */
  public boolean[] mayBeMissing() {
    boolean[] may = new boolean[values];
    for (Step step : steps) {
      may[step.value] = step.mayBeMissing();
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
    for (Step step : steps) {
      step.encode(row, features);
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
    for (Step step : steps) {
      k = step.encode(places, row, k, count, scratch, features);
    }
  }
}
