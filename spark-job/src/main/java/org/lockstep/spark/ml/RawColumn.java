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
 * A raw column of a DataFrame as Spark's SQL holds it: a number, true and false, a text or a date,
 * of which some may be missing. Null, NaN, an empty text, and among dates a text that is none, are
 * missing.
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
  private final DateForm form; // null for a column that holds no dates, as the next
  private final DateUnit unit;
  private final TextTerms terms; // null for another column
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
   * A model's column.
   *
   * @param param for messages: what names it
   * @param schema of the DataFrame
   * @param given what the DataFrame calls it
   * @throws BadInputException where it holds something else
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
          param,
          "a column of numbers or texts, as the model was trained on,",
          Columns.holding(field));
    }
    boolean isText = field.dataType() instanceof StringType;
    if (column instanceof TextColumn && !isText) {
      throw BadInputException.at(
          param, "a column of texts, as the model was trained on,", Columns.holding(field));
    }
    boolean takesTexts =
        column instanceof CategoryColumn
            || column instanceof TextColumn
            || (column instanceof NumberColumn number && number.coerces());
    if (!takesTexts && isText) {
      throw BadInputException.at(
          param, "a column of numbers, as the model was trained on,", Columns.holding(field));
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
          param, "a column of dates, as the model was trained on,", Columns.holding(field));
    }
    return field;
  }

  /**
   * The column that a name stands for.
   *
   * @param param for messages: what names it
   * @throws BadInputException where there is none, or it holds no numbers, texts or dates
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

  /** What is said of a row without a value. */
  static BadInputException missing(String column) {
    return BadInputException.at("column " + column, "a value", "null" + HELP);
  }

  String name() {
    return name;
  }

  /** How many raw values hold it in a row. */
  int values() {
    return values;
  }

  /** Whether it holds words, which {@link #count} counts. */
  boolean holdsWords() {
    return terms != null;
  }

  /**
   * Counts the words in a row, if there is a text.
   *
   * @param first the place of the first word
   * @param counts is added to
   * @return whether there is
   */
  boolean count(InternalRow row, int first, FeatureEntries counts) {
    String text = row.isNullAt(index) ? "" : row.getUTF8String(index).toString();
    terms.count(text, first, counts);
    return !text.isEmpty();
  }

  /** The raw value in a row, of a column that has one: NaN for a missing one. */
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

  /** Files write true in several ways. */
  private double flag(boolean flag) {
    return categories.entrySet().stream()
        .filter(category -> category.getKey().equalsIgnoreCase(Boolean.toString(flag)))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(CategoryColumn.UNKNOWN);
  }
}
