package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/**
 * A raw column of a DataFrame as Spark's SQL holds it: a number, true and false, a text or a date,
 * of which some may be missing. Null, NaN and an empty text are missing.
 */
final class RawColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** What is said of a DataFrame without a value where one must be. */
  static final String HELP = "; handleInvalid keep fills what is missing";

  private final String name;
  private final int index;
  private final DataType type;
  private final Map<String, Integer> categories; // null for a column of numbers or dates
  private final DateColumn date; // null for another column

  private RawColumn(
      String name, int index, DataType type, Map<String, Integer> categories, DateColumn date) {
    this.name = name;
    this.index = index;
    this.type = type;
    this.categories = categories;
    this.date = date;
  }

  /**
   * A model's column.
   *
   * @param schema of the DataFrame
   * @param given what the DataFrame calls it
   * @throws BadInputException where it holds something else
   */
  static RawColumn of(StructType schema, String given, InputColumn column) {
    if (column instanceof DateColumn date) {
      StructField field = findDate(schema, given, date.holdsNumbers());
      return new RawColumn(
          field.name(), schema.fieldIndex(field.name()), field.dataType(), null, date);
    }
    if (column instanceof TextColumn) {
      throw BadInputException.at(
          "inputCols",
          "a model of numbers, categories and dates",
          "one of words of texts in column " + BadInputException.quote(column.name()));
    }
    StructField field = find(schema, given);
    if (column instanceof VectorColumn) {
      throw BadInputException.at(
          "inputCols", "a model of single columns", "one of vectors, which featuresCol names");
    }
    boolean takesTexts =
        column instanceof CategoryColumn
            || (column instanceof NumberColumn number && number.coerces());
    if (!takesTexts && field.dataType() instanceof StringType) {
      throw BadInputException.at(
          "inputCols", "a column of numbers, as the model was trained on,", Columns.holding(field));
    }
    return new RawColumn(
        field.name(),
        schema.fieldIndex(field.name()),
        field.dataType(),
        column instanceof CategoryColumn text ? indexes(text) : null,
        null);
  }

  private static StructField findDate(StructType schema, String name, boolean mayBeNumber) {
    StructField field = Columns.find(schema, "inputCols", name);
    boolean isDate =
        (mayBeNumber && field.dataType() instanceof NumericType)
            || field.dataType() instanceof StringType
            || field.dataType() instanceof DateType
            || field.dataType() instanceof TimestampType
            || field.dataType() instanceof TimestampNTZType;
    if (!isDate) {
      throw BadInputException.at(
          "inputCols", "a column of dates, as the model was trained on,", Columns.holding(field));
    }
    return field;
  }

  /**
   * The column that a name stands for.
   *
   * @throws BadInputException where there is none, or it holds neither numbers nor texts
   */
  static StructField find(StructType schema, String name) {
    StructField field = Columns.find(schema, "inputCols", name);
    if (!Columns.isNumber(field.dataType()) && !(field.dataType() instanceof StringType)) {
      throw BadInputException.at(
          "inputCols", "columns of numbers, texts, or true and false", Columns.holding(field));
    }
    return field;
  }

  private static Map<String, Integer> indexes(CategoryColumn column) {
    Map<String, Integer> indexes = new HashMap<>();
    column.categories().forEach(category -> indexes.put(category, indexes.size()));
    return indexes;
  }

  /** What is said of a row without a value. */
  static BadInputException missing(String column) {
    return BadInputException.at("column " + column, "a value", "null" + HELP);
  }

  String name() {
    return name;
  }

  /** The raw value in a row: NaN for a missing one. */
  double value(InternalRow row) {
    if (row.isNullAt(index)) {
      return Double.NaN;
    }
    if (date != null) {
      return date(row);
    }
    if (type instanceof StringType) {
      String text = row.getUTF8String(index).toString();
      return categories == null ? NumberColumn.value(text.strip()) : category(text);
    }
    if (type instanceof BooleanType) {
      boolean flag = row.getBoolean(index);
      return categories == null ? (flag ? 1 : 0) : flag(flag);
    }
    double value = number(row);
    return categories == null || Double.isNaN(value) ? value : category(Text.number(value));
  }

  private double number(InternalRow row) {
    Object number = row.get(index, type);
    return number instanceof Decimal decimal ? decimal.toDouble() : ((Number) number).doubleValue();
  }

  private double date(InternalRow row) {
    if (type instanceof StringType) {
      return date.value(row.getUTF8String(index).toString());
    }
    if (type instanceof NumericType) {
      return date.value(number(row));
    }
    long seconds =
        type instanceof DateType
            ? row.getInt(index) * SECONDS_PER_DAY
            : Math.floorDiv(row.getLong(index), MICROS_PER_SECOND);
    return date.unit().of((double) seconds);
  }

  private double category(String text) {
    return text.isEmpty()
        ? Double.NaN
        : categories.getOrDefault(text, CategoryColumn.UNKNOWN).doubleValue();
  }

  /** Files write true in several ways. */
  private double flag(boolean flag) {
    return categories.entrySet().stream()
        .filter(category -> category.getKey().equalsIgnoreCase(Boolean.toString(flag)))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(CategoryColumn.UNKNOWN);
  }
}
