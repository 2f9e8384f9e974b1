package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.table.ColumnNames;
import scala.Option;

/** Finds and checks the columns of a DataFrame that parameters name, before anything runs. */
final class Columns {
  private Columns() {}

  /**
   * Finds a column by its name, with or without backticks.
   *
   * @param param for messages: the parameter that names it
   * @throws BadInputException with the nearest name, if there is no such column
   */
  static StructField find(StructType schema, String param, String name) {
    String bare = bare(name);
    List<String> names = Arrays.asList(schema.fieldNames());
    if (names.contains(bare)) {
      return schema.apply(bare);
    }
    if (bare.isEmpty()) {
      throw BadInputException.at(param, "the name of a column", "an empty one");
    }
    throw BadInputException.at(
        param,
        "a column of the DataFrame",
        BadInputException.quote(bare)
            + ColumnNames.nearest(names, bare)
                .map(
                    near ->
                        ", which does not exist; the nearest is " + BadInputException.quote(near))
                .orElse(", but it has no columns"));
  }

  /** A name without the backticks around it, which users write if it contains a dot. */
  static String bare(String name) {
    boolean quoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
    return quoted ? name.substring(1, name.length() - 1).replace("``", "`") : name;
  }

  /** The column with this name, which can contain dots. */
  static Column of(String name) {
    return exactly(bare(name));
  }

  /** The column with exactly this name: any backticks are part of it. */
  static Column exactly(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** Refuses a column that does not hold features. */
  static void checkFeatures(StructType schema, String name) {
    StructField field = find(schema, "featuresCol", name);
    if (!FeatureValues.isFeatures(field.dataType())) {
      throw BadInputException.at(
          "featuresCol", "a column of vectors, or of arrays of numbers", holding(field));
    }
  }

  /** Refuses a column that does not hold a number in each row. */
  static void checkNumbers(StructType schema, String param, String name) {
    StructField field = find(schema, param, name);
    if (!isNumber(field.dataType())) {
      String help =
          field.dataType().equals(org.apache.spark.sql.types.DataTypes.StringType)
              ? " (a StringIndexer turns names into numbers)"
              : "";
      throw BadInputException.at(param, "a column of numbers" + help, holding(field));
    }
  }

  /** Refuses a column that does not hold true or false. */
  static void checkFlags(StructType schema, String param, String name) {
    StructField field = find(schema, param, name);
    if (!(field.dataType() instanceof BooleanType)) {
      throw BadInputException.at(param, "a column of true and false", holding(field));
    }
  }

  /** Whether a column of this type holds a number in each row; true is 1. */
  static boolean isNumber(DataType type) {
    return type instanceof NumericType || type instanceof BooleanType;
  }

  /** A column and its type, for messages. */
  static String holding(StructField field) {
    return BadInputException.quote(field.name()) + ", which holds " + field.dataType().sql();
  }

  /**
   * The names of the classes from a label column's metadata, as written by StringIndexer. If the
   * metadata has only their count, the names are numbers.
   */
  static Optional<List<String>> classes(StructField label) {
    if (!(label.dataType() instanceof NumericType)) {
      return Optional.empty();
    }
    Attribute attribute = Attribute.fromStructField(label);
    if (attribute instanceof NominalAttribute nominal) {
      return given(nominal.values())
          .map(Arrays::asList)
          .or(() -> given(nominal.getNumValues()).map(count -> numbers((Integer) count)));
    }
    if (attribute instanceof BinaryAttribute binary) {
      return Optional.of(given(binary.values()).map(Arrays::asList).orElse(numbers(2)));
    }
    return Optional.empty();
  }

  /** Classes named by their numbers. */
  static List<String> numbers(int classes) {
    return java.util.stream.IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  private static <T> Optional<T> given(Option<T> option) {
    return option.isEmpty() ? Optional.empty() : Optional.of(option.get());
  }

  /**
   * Adds an output column to the schema.
   *
   * @throws BadInputException if there is already a column with this name
   */
  static StructType with(StructType schema, String param, StructField output) {
    if (Arrays.asList(schema.fieldNames()).contains(output.name())) {
      throw BadInputException.at(
          param,
          "the name of a new column",
          BadInputException.quote(output.name()) + ", which the DataFrame already has");
    }
    return schema.add(output);
  }
}
