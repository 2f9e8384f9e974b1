package org.lockstep.spark.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.Precision;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.PackedFeatures;

/** Packs rows of texts and doubles: a text becomes its category's index, a missing value NaN. */
final class RawRows implements UDF1<Row, byte[]> {
  private static final long serialVersionUID = 1L;

  private final List<String> names = new ArrayList<>();
  private final List<Map<String, Integer>> categories = new ArrayList<>(); // null for numbers
  private final boolean mayMiss;
  private final boolean mayBeUnknown;
  private final boolean isFloat;

  /**
   * Rows of this input.
   *
   * @param mayMiss whether missing values are filled; else such a row cannot be trained on
   * @param mayBeUnknown whether there may be a text that is no category
   */
  RawRows(InputSchema schema, boolean mayMiss, boolean mayBeUnknown, Precision precision) {
    for (InputColumn column : schema.columns()) {
      names.add(column.name());
      categories.add(column instanceof CategoryColumn text ? indexes(text) : null);
    }
    this.mayMiss = mayMiss;
    this.mayBeUnknown = mayBeUnknown;
    this.isFloat = precision == Precision.FLOAT;
  }

  private static Map<String, Integer> indexes(CategoryColumn column) {
    Map<String, Integer> indexes = new HashMap<>();
    column.categories().forEach(category -> indexes.put(category, indexes.size()));
    return indexes;
  }

  @Override
  public byte[] call(Row row) {
    double[] values = new double[row.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = row.get(i);
      if (RawProfile.isMissing(value)) {
        if (!mayMiss) {
          return unusable("null in column " + Text.brief(names.get(i)) + RawColumn.HELP);
        }
        values[i] = Double.NaN;
      } else if (value instanceof String text) {
        // In validation rows alone, a column may have texts where the training has none.
        Integer index = categories.get(i) == null ? null : categories.get(i).get(text);
        if (index == null && !mayBeUnknown) {
          return unusable(
              BadInputException.quote(text)
                  + " in column "
                  + Text.brief(names.get(i))
                  + ", which was not there when the rows were first read");
        }
        boolean isNone = index == null && categories.get(i) == null;
        values[i] = isNone ? Double.NaN : index == null ? CategoryColumn.UNKNOWN : index;
      } else {
        values[i] = (Double) value + 0.0; // -0.0 becomes 0.0
        boolean isUsable = isFloat ? Float.isFinite((float) values[i]) : Double.isFinite(values[i]);
        if (!isUsable) {
          return unusable(Text.number(values[i]) + " in column " + Text.brief(names.get(i)));
        }
      }
    }
    return PackedFeatures.packAll(values);
  }

  private static byte[] unusable(String found) {
    byte[] bytes = ("x" + found).getBytes(UTF_8);
    bytes[0] = RowProfile.UNUSABLE;
    return bytes;
  }
}
