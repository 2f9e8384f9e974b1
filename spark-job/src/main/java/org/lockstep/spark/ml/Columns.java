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

/** A DataFrame's columns by the names that parameters give them, checked before anything runs. */
final class Columns {
  private Columns() {}

  /**
   * A column by its name, with or without backticks.
   *
   * @param param for messages: the parameter that names it
   * @throws BadInputException with the nearest name, where there is no such column
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
                .map(near -> ", which it has not; the nearest is " + BadInputException.quote(near))
                .orElse(", but it has no columns"));
  }

  /** A name without the backticks around it, which people write where it has a dot. */
  static String bare(String name) {
    boolean quoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
    return quoted ? name.substring(1, name.length() - 1).replace("``", "`") : name;
  }

  /** The column of this name, dots and all. */
  static Column of(String name) {
    return exactly(bare(name));
  }

  /** The column of this name, which has no backticks around it but those that are its own. */
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
              ? " (a StringIndexer makes numbers of names)"
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

  /** A column and its type, as messages say it. */
  static String holding(StructField field) {
    return BadInputException.quote(field.name()) + ", which holds " + field.dataType().sql();
  }

  /**
   * The names of classes, where a label column's metadata has them, as StringIndexer writes it, or
   * their number, by which they are called then.
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

  /** Classes that are called by their numbers. */
  static List<String> numbers(int classes) {
    return java.util.stream.IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  private static <T> Optional<T> given(Option<T> option) {
    return option.isEmpty() ? Optional.empty() : Optional.of(option.get());
  }

  /**
   * The schema with an output column.
   *
   * @throws BadInputException where there is a column of its name
   */
  static StructType with(StructType schema, String param, StructField output) {
    if (Arrays.asList(schema.fieldNames()).contains(output.name())) {
      throw BadInputException.at(
          param,
          "the name of a new column",
          BadInputException.quote(output.name()) + ", which the DataFrame has already");
    }
    return schema.add(output);
  }
}
