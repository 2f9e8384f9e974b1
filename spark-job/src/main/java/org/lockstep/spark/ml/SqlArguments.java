package org.lockstep.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.catalyst.expressions.CreateArray;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.VectorColumn;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;

/** The arguments of an SQL call during analysis: a constant path, then features. */
final class SqlArguments {
  private final String function;
  private final Expression path;
  private final List<Expression> features;

  private SqlArguments(String function, List<Expression> arguments) {
    this.function = function;
    this.path = arguments.get(0);
    this.features = arguments.subList(1, arguments.size());
  }

  /**
   * The arguments of a call.
   *
   * @param function the function's name, for messages
   * @throws BadInputException if there are too few
   */
  static SqlArguments of(String function, List<Expression> arguments) {
    if (arguments.size() < 2) {
      throw BadInputException.at(
          function, "a path and features", arguments.isEmpty() ? "no arguments" : "one argument");
    }
    return new SqlArguments(function, arguments);
  }

  /**
   * The path of the model.
   *
   * @throws BadInputException if it is not a constant text
   */
  String path() {
    if (!(path.dataType() instanceof StringType || path.dataType() instanceof NullType)) {
      throw BadInputException.at(
          function, "the model's path, a STRING, as first argument", name(path.dataType()));
    }
    if (!path.foldable()) {
      throw notConstant(null);
    }
    Object value;
    try {
      value = path.eval(null);
    } catch (RuntimeException e) { // constant only after optimization, like current_user()
      throw notConstant(e);
    }
    if (value == null) {
      throw BadInputException.at(function, "the model's path as first argument", "NULL");
    }
    return value.toString();
  }

  private BadInputException notConstant(RuntimeException e) {
    return BadInputException.at(
        function,
        "a constant path, known before the query runs,",
        BadInputException.quote(path.sql()),
        e);
  }

  /**
   * The form in which the features are given.
   *
   * @param input the model's input
   * @throws BadInputException if they are not numbers, their count is wrong, or a struct lacks one
   *     of the columns
   */
  SqlFeatures features(InputSchema input) {
    int expected = input.values();
    DataType path = this.path.dataType();
    DataType first = features.get(0).dataType();
    if (features.size() == 1 && first instanceof StructType struct) {
      return SqlFeatures.struct(path, struct, columns(struct, input));
    }
    if (features.size() == 1 && !Columns.isNumber(first)) {
      if (!(first instanceof NullType) && !isFeatures(first)) {
        throw BadInputException.at(
            function,
            "features: a vector, an array of numbers, a struct of the columns by name, or "
                + expected
                + " numbers",
            name(first));
      }
      knownSize(features.get(0)).ifPresent(size -> checkCount(expected, size));
      return first.equals(SQLDataTypes.VectorType())
          ? SqlFeatures.vector(path)
          : SqlFeatures.array(path);
    }
    checkNumbers();
    checkCount(expected, features.size());
    return SqlFeatures.columns(path, features.stream().map(Expression::dataType).toList());
  }

  /** The fields of a struct with the names of the model's columns. */
  private List<RawColumn> columns(StructType struct, InputSchema input) {
    if (input.columns().stream().anyMatch(VectorColumn.class::isInstance)) {
      throw BadInputException.at(function, "a vector or an array, as in training,", "STRUCT");
    }
    return input.columns().stream().map(column -> field(struct, column)).toList();
  }

  private RawColumn field(StructType struct, InputColumn column) {
    if (!Arrays.asList(struct.fieldNames()).contains(column.name())) {
      throw BadInputException.at(
          function,
          "a struct with the field " + BadInputException.quote(column.name()) + ", as in training,",
          Text.brief(String.join(", ", struct.fieldNames())));
    }
    return RawColumn.of(function, struct, "`" + column.name().replace("`", "``") + "`", column);
  }

  /** The name of a type in SQL. */
  private static String name(DataType type) {
    return type.equals(SQLDataTypes.VectorType()) ? "VECTOR" : Text.brief(type.sql());
  }

  private static boolean isFeatures(DataType type) {
    return FeatureValues.isFeatures(type)
        || (type instanceof ArrayType array && array.elementType() instanceof NullType);
  }

  private void checkNumbers() {
    for (int j = 0; j < features.size(); j++) {
      DataType type = features.get(j).dataType();
      if (!Columns.isNumber(type) && !(type instanceof NullType)) {
        throw BadInputException.at(
            function, "numbers as features", name(type) + " as feature " + (j + 1));
      }
    }
  }

  private void checkCount(int expected, int found) {
    if (found != expected) {
      throw SqlFeatures.wrongCount(function, expected, found);
    }
  }

  /** The number of values that an expression gives in every row, if it is known. */
  private static OptionalInt knownSize(Expression features) {
    if (features instanceof CreateArray) {
      return OptionalInt.of(features.children().size());
    }
    if (features instanceof NamedExpression named
        && features.dataType().equals(SQLDataTypes.VectorType())) {
      int size =
          AttributeGroup.fromStructField(
                  new StructField(named.name(), features.dataType(), true, named.metadata()))
              .size();
      return size < 0 ? OptionalInt.empty() : OptionalInt.of(size);
    }
    return OptionalInt.empty();
  }
}
