package org.lockstep.spark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.FeatureEntries;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.TextTerms;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Precision;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.PackedFeatures;

/**
 * Packs rows of texts, doubles and dates in seconds. A text becomes the index of its category, a
 * date becomes a number in its column's unit, a text of many words becomes their counts, and a
 * missing value becomes NaN.
 */
final class RawRows implements UDF1<Row, byte[]> {
  private static final long serialVersionUID = 1L;

  private final List<String> names = new ArrayList<>();
  private final List<Map<String, Integer>> categories = new ArrayList<>(); // null for others
  private final List<DateForm> forms = new ArrayList<>(); // null for others, like the next
  private final List<DateUnit> units = new ArrayList<>();
  private final List<TextTerms> terms = new ArrayList<>();
  private final int[] places; // of each column's first raw value
  private final int values; // the number of raw values of a row
  private final boolean hasWords;
  private final boolean mayMiss;
  private final boolean mayBeUnknown;
  private final boolean isFloat;

  /**
   * A packer of rows with these columns.
   *
   * @param mayMiss whether missing values are filled; otherwise such a row cannot be trained on
   * @param mayBeUnknown whether a text can be an unknown category, or not a date
   */
  RawRows(InputSchema schema, boolean mayMiss, boolean mayBeUnknown, Precision precision) {
    List<InputColumn> columns = schema.columns();
    this.places = new int[columns.size()];
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      InputColumn column = columns.get(i);
      names.add(column.name());
      categories.add(column instanceof CategoryColumn text ? indexes(text) : null);
      forms.add(column instanceof DateColumn date ? date.form() : null);
      units.add(column instanceof DateColumn date ? date.unit() : null);
      terms.add(column instanceof TextColumn words ? TextTerms.of(words) : null);
      places[i] = next;
      next += column.values();
    }
    this.values = next;
    this.hasWords = columns.stream().anyMatch(TextColumn.class::isInstance);
    this.mayMiss = mayMiss;
    this.mayBeUnknown = mayBeUnknown;
    this.isFloat = precision == Precision.FLOAT;
  }

  private static Map<String, Integer> indexes(CategoryColumn column) {
    Map<String, Integer> indexes = new HashMap<>();
    column.categories().forEach(category -> indexes.put(category, indexes.size()));
    return indexes;
  }

  /** Thrown for a row that cannot be trained on. */
  private static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String found) {
      super(found, null, false, false);
    }
  }

  @Override
  public byte[] call(Row row) {
    try {
      return hasWords ? entries(row) : PackedFeatures.packAll(all(row));
    } catch (UnusableException e) {
      byte[] bytes = ("x" + e.getMessage()).getBytes(UTF_8);
      bytes[0] = RowProfile.UNUSABLE;
      return bytes;
    }
  }

  private double[] all(Row row) throws UnusableException {
    double[] all = new double[values];
    for (int i = 0; i < all.length; i++) {
      all[i] = value(i, row.get(i));
    }
    return all;
  }

  /** Packs the counts of the words present, and every value of other columns. */
  private byte[] entries(Row row) throws UnusableException {
    FeatureEntries entries = new FeatureEntries();
    for (int i = 0; i < places.length; i++) {
      Object value = row.get(i);
      if (terms.get(i) == null) {
        entries.put(places[i], value(i, value));
      } else if (!isMissing(i, value)) {
        terms.get(i).count((String) value, places[i], entries);
      }
    }
    return PackedFeatures.packEntries(values, entries.places(), entries.values(), entries.count());
  }

  private boolean isMissing(int i, Object value) throws UnusableException {
    boolean isMissing = RawProfile.isMissing(value);
    if (isMissing && !mayMiss) {
      throw new UnusableException("null in column " + Text.brief(names.get(i)) + RawColumn.HELP);
    }
    return isMissing;
  }

  private double value(int i, Object value) throws UnusableException {
    if (isMissing(i, value)) {
      return Double.NaN;
    }
    if (forms.get(i) != null) {
      return date(i, value);
    }
    if (value instanceof String text) {
      return category(i, text);
    }
    if (!(value instanceof Double given)) {
      return Double.NaN; // a date in a column that had none in training
    }
    double number = given + 0.0; // -0.0 becomes 0.0
    boolean isUsable = isFloat ? Float.isFinite((float) number) : Double.isFinite(number);
    if (!isUsable) {
      throw new UnusableException(Text.number(number) + " in column " + Text.brief(names.get(i)));
    }
    return number;
  }

  private double date(int i, Object value) throws UnusableException {
    double seconds =
        value instanceof Long whole ? (double) whole : forms.get(i).seconds((String) value);
    if (Double.isNaN(seconds) && !mayBeUnknown) {
      throw changed(i, (String) value);
    }
    return units.get(i).of(seconds);
  }

  private double category(int i, String text) throws UnusableException {
    Map<String, Integer> known = categories.get(i);
    // A column can have texts in the validation rows but none in the training rows.
    Integer index = known == null ? null : known.get(text);
    if (index == null && !mayBeUnknown) {
      throw changed(i, text);
    }
    return index != null ? index : known == null ? Double.NaN : CategoryColumn.UNKNOWN;
  }

  private UnusableException changed(int i, String text) {
    return new UnusableException(
        BadInputException.quote(text)
            + " in column "
            + Text.brief(names.get(i))
            + ", which was not there when the rows were first read");
  }
}
