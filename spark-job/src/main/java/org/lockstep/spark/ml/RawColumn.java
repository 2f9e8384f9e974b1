package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DateUnit;
import org.lockstep.model.data.FeatureEntries;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.data.TextTerms;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.DateValues;

/**
 * Reads a raw column from Spark SQL's rows: numbers, booleans, texts or dates, some of which can be
 * missing. Null, NaN and an empty text are missing, as is a text in a column of dates that is not a
 * date.
 */
final class RawColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** The hint for a DataFrame that lacks a required value. */
  static final String HELP = "; handleInvalid keep fills missing values";

  private final String name;
  private final int index;
  private final DataType type;
  private final Map<String, Integer> categories; // null for a column of numbers or dates
  private final DateForm form; // null for a column without dates, like the next
  private final DateUnit unit;
  private final TextTerms terms; // null for any other column
  private final int values;

  private RawColumn(StructType schema, StructField field, InputColumn column) {
    this.name = field.name();
    this.index = schema.fieldIndex(field.name());
    this.type = field.dataType();
    this.categories = column instanceof CategoryColumn text ? indexes(text) : null;
    this.form = column instanceof DateColumn date ? date.form() : null;
    this.unit = column instanceof DateColumn date ? date.unit() : null;
    this.terms = column instanceof TextColumn words ? TextTerms.of(words) : null;
    this.values = column.values();
  }

  /**
   * Finds the column of a DataFrame for a model's input column.
   *
   * @param param for messages: what names it
   * @param schema the DataFrame's schema
   * @param given the column's name in the DataFrame
   * @throws BadInputException if it holds something else
   */
  static RawColumn of(String param, StructType schema, String given, InputColumn column) {
    StructField any = Columns.find(schema, param, given);
    if (any.dataType() instanceof NullType) {
      return new RawColumn(schema, any, column);
    }
    if (column instanceof DateColumn date) {
      StructField field = findDate(param, schema, given, date.holdsNumbers());
      return new RawColumn(schema, field, column);
    }
    StructField field = find(param, schema, given);
    if (column instanceof VectorColumn) {
      throw BadInputException.at(
          param, "a model of single columns", "one of vectors, which featuresCol names");
    }
    if (DateValues.isDate(field.dataType())) {
      throw BadInputException.at(
          param, "a column of numbers or texts, as in training,", Columns.holding(field));
    }
    boolean isText = field.dataType() instanceof StringType;
    if (column instanceof TextColumn && !isText) {
      throw BadInputException.at(
          param, "a column of texts, as in training,", Columns.holding(field));
    }
    boolean takesTexts =
        column instanceof CategoryColumn
            || column instanceof TextColumn
            || (column instanceof NumberColumn number && number.coerces());
    if (!takesTexts && isText) {
      throw BadInputException.at(
          param, "a column of numbers, as in training,", Columns.holding(field));
    }
    return new RawColumn(schema, field, column);
  }

  private static StructField findDate(
      String param, StructType schema, String name, boolean mayBeNumber) {
    StructField field = Columns.find(schema, param, name);
    boolean isDate =
        (mayBeNumber && field.dataType() instanceof NumericType)
            || field.dataType() instanceof StringType
            || DateValues.isDate(field.dataType());
    if (!isDate) {
      throw BadInputException.at(
          param, "a column of dates, as in training,", Columns.holding(field));
    }
    return field;
  }

  /**
   * Finds the column with a name.
   *
   * @param param for messages: what names it
   * @throws BadInputException if there is none, or it does not hold numbers, texts or dates
   */
  static StructField find(String param, StructType schema, String name) {
    StructField field = Columns.find(schema, param, name);
    boolean isKnown =
        Columns.isNumber(field.dataType())
            || field.dataType() instanceof StringType
            || DateValues.isDate(field.dataType());
    if (!isKnown) {
      throw BadInputException.at(
          param, "columns of numbers, texts, dates, or true and false", Columns.holding(field));
    }
    return field;
  }

  private static Map<String, Integer> indexes(CategoryColumn column) {
    Map<String, Integer> indexes = new HashMap<>();
    column.categories().forEach(category -> indexes.put(category, indexes.size()));
    return indexes;
  }

  /** The exception for a row without a value. */
  static BadInputException missing(String column) {
    return BadInputException.at("column " + column, "a value", "null" + HELP);
  }

  String name() {
    return name;
  }

  /** The number of raw values of this column in a row. */
  int values() {
    return values;
  }

  /** Whether the column holds words, which {@link #count} counts. */
  boolean holdsWords() {
    return terms != null;
  }

  /**
   * Counts the words in a row, if there is a text.
   *
   * @param first the place of this column's first word
   * @param counts the entries to add to
   * @return whether there is a text
   */
  boolean count(InternalRow row, int first, FeatureEntries counts) {
    String text = row.isNullAt(index) ? "" : row.getUTF8String(index).toString();
    terms.count(text, first, counts);
    return !text.isEmpty();
  }

  /** The raw value in a row, for a column with one raw value; NaN if it is missing. */
  double value(InternalRow row) {
    if (row.isNullAt(index)) {
      return Double.NaN;
    }
    if (form != null) {
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
      return unit.of(form.seconds(row.getUTF8String(index).toString()));
    }
    if (type instanceof NumericType) {
      return unit.of(form.seconds(number(row)));
    }
    long seconds =
        type instanceof DateType
            ? row.getInt(index) * SECONDS_PER_DAY
            : Math.floorDiv(row.getLong(index), MICROS_PER_SECOND);
    return unit.of((double) seconds);
  }

  private double category(String text) {
    return text.isEmpty()
        ? Double.NaN
        : categories.getOrDefault(text, CategoryColumn.UNKNOWN).doubleValue();
  }

  /**
   * The category of a boolean, found regardless of case, since files write true in several ways.
   */
  private double flag(boolean flag) {
    return categories.entrySet().stream()
        .filter(category -> category.getKey().equalsIgnoreCase(Boolean.toString(flag)))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(CategoryColumn.UNKNOWN);
  }
}
