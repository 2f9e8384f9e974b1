package org.lockstep.spark.read.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.columns.RowCells;
import org.lockstep.spark.read.source.Numbers;
import org.lockstep.spark.read.source.Roles;
import org.lockstep.spark.read.text.MissingMarkers;
import org.lockstep.spark.table.DateValues;
import org.lockstep.spark.table.Table;

/**
 * The columns of a DataFrame that are used, and what they hold. A selected row has these columns in
 * order, then those of its {@linkplain org.lockstep.spark.read.columns.Chunk chunk}.
 */
final class FrameColumns implements RowCells.Maker {
  private static final long serialVersionUID = 1L;

  /** What a column holds, which decides how it is read. */
  enum Kind {
    NUMBER,
    TEXT,
    /** Text to read as numbers. */
    NUMERAL,
    /** Dates, with or without a time of day. */
    DATE,
    VECTOR,
    NUMBERS,
    BYTES;

    /** Whether the column by itself is all of a row's features. */
    boolean isWhole() {
      return this == VECTOR || this == NUMBERS || this == BYTES;
    }
  }

  private final String[] names;
  private final Kind[] kinds;
  private final MissingMarkers markers;
  private final Map<Integer, Integer> positions = new HashMap<>();
  private final List<String> carried;
  private final Map<Integer, Integer> carriedPositions = new HashMap<>();

  /**
   * @param isNumeric whether the texts of a column of the source are numbers
   * @param markers texts that stand for a missing value
   * @param place the source, for messages
   */
  FrameColumns(
      StructType schema,
      Roles roles,
      IntPredicate isNumeric,
      MissingMarkers markers,
      String place) {
    this.markers = markers;
    List<Integer> used =
        Stream.of(roles.features(), roles.targets(), roles.weight().stream().toList())
            .flatMap(List::stream)
            .toList();
    names = used.stream().map(i -> roles.names().get(i)).toArray(String[]::new);
    kinds = new Kind[names.length];
    for (int i = 0; i < kinds.length; i++) {
      positions.put(used.get(i), i);
      kinds[i] = kind(schema.apply(used.get(i)).dataType());
      if (kinds[i] == Kind.TEXT && isNumeric.test(used.get(i))) {
        kinds[i] = Kind.NUMERAL;
      }
      boolean whole = kinds[i] != null && kinds[i].isWhole();
      if (kinds[i] == null || (whole && !names[i].equals(Table.FEATURES))) {
        throw BadInputException.at(
            place,
            "numbers, text or dates in column " + BadInputException.quote(names[i]),
            Text.passage(schema.apply(used.get(i)).dataType().simpleString()));
      }
    }
    carried = roles.carried().stream().map(roles.names()::get).toList();
    for (int column : roles.carried()) {
      DataType type = schema.apply(column).dataType();
      if (!isCarried(type)) {
        throw BadInputException.at(
            place,
            "numbers, text or times in column "
                + BadInputException.quote(roles.names().get(column)),
            Text.passage(type.simpleString()));
      }
      carriedPositions.put(column, names.length + carriedPositions.size());
    }
  }

  /** Whether a column of a type can be kept as text. */
  static boolean isCarried(DataType type) {
    return type instanceof NumericType
        || type instanceof BooleanType
        || type instanceof StringType
        || DateValues.isDate(type);
  }

  /** How a column of a type is read; null if it cannot be. */
  static Kind kind(DataType type) {
    if (type instanceof NumericType || type instanceof BooleanType) {
      return Kind.NUMBER;
    }
    if (type instanceof StringType) {
      return Kind.TEXT;
    }
    if (DateValues.isDate(type)) {
      return Kind.DATE;
    }
    if (type instanceof BinaryType) {
      return Kind.BYTES;
    }
    if (type.equals(SQLDataTypes.VectorType())) {
      return Kind.VECTOR;
    }
    return type instanceof ArrayType array && array.elementType() instanceof NumericType
        ? Kind.NUMBERS
        : null;
  }

  /** What to select from the source. */
  Column[] selection(StructType schema) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      Column column = column(names[i]);
      columns.add(
          switch (kinds[i]) {
            case NUMBER -> column.cast(DataTypes.DoubleType);
            case NUMBERS -> column.cast(DataTypes.createArrayType(DataTypes.DoubleType));
            case DATE -> DateValues.seconds(column, schema.apply(names[i]).dataType());
            case TEXT, NUMERAL, VECTOR, BYTES -> column;
          });
    }
    carried.forEach(name -> columns.add(text(column(name), schema.apply(name).dataType())));
    return columns.toArray(Column[]::new);
  }

  /** A value as text; a time is in UTC, whatever the session's time zone. */
  private static Column text(Column column, DataType type) {
    Column ofZone =
        type instanceof TimestampType
            ? functions.to_utc_timestamp(column, functions.current_timezone())
            : column;
    return ofZone.cast(DataTypes.StringType);
  }

  private static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /** What a column of the source holds. */
  Kind kind(int sourceColumn) {
    return kinds[positions.get(sourceColumn)];
  }

  @Override
  public RowCells cells() {
    return new Selected();
  }

  /** The cells of one selected row at a time. */
  private final class Selected implements RowCells {
    private Row row;

    @Override
    public boolean set(Row next) {
      row = next;
      return true;
    }

    @Override
    public boolean isMissing(int column) {
      int position = positions.get(column);
      if (row.isNullAt(position)) {
        return true;
      }
      return switch (kinds[position]) {
        case NUMBER -> Double.isNaN(row.getDouble(position));
        case TEXT, NUMERAL -> markers.isMissing(row.getString(position));
        case DATE, VECTOR, NUMBERS, BYTES -> false;
      };
    }

    @Override
    public boolean isMissingNumber(int column) {
      int position = positions.get(column);
      boolean isText = kinds[position] == Kind.TEXT || kinds[position] == Kind.NUMERAL;
      return isMissing(column) || (isText && markers.isMissingNumber(row.getString(position)));
    }

    @Override
    public boolean isBrokenNumber(int column) { // in a text column, no text is a broken number
      return kind(column) != Kind.TEXT && RowCells.super.isBrokenNumber(column);
    }

    @Override
    public double seconds(int column, DateForm form) {
      int position = positions.get(column);
      return kinds[position] == Kind.DATE
          ? (double) row.getLong(position)
          : RowCells.super.seconds(column, form);
    }

    @Override
    public double number(int column) {
      int position = positions.get(column);
      if (kinds[position] == Kind.NUMERAL) {
        return Numbers.parse(row.getString(position).strip());
      }
      if (kinds[position] != Kind.NUMBER) {
        return Double.NaN;
      }
      double number = row.getDouble(position);
      return Double.isFinite(number) ? number : Double.NaN;
    }

    @Override
    public String text(int column) {
      int position = positions.get(column);
      if (row.isNullAt(position)) {
        return null;
      }
      return switch (kinds[position]) {
        case NUMBER -> Text.number(row.getDouble(position));
        case DATE -> DateValues.text(row.getLong(position));
        default -> row.getString(position);
      };
    }

    @Override
    public String carried(int column) {
      return row.getString(carriedPositions.get(column));
    }

    @Override
    public Object whole(int column) {
      int position = positions.get(column);
      return kinds[position] == Kind.BYTES ? row.get(position) : vector(row, position);
    }
  }

  /** The vector in a selected row; null if one of its elements is null. */
  private Vector vector(Row row, int position) {
    if (kinds[position] == Kind.VECTOR) {
      return row.getAs(position);
    }
    List<Double> list = row.getList(position);
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      Double number = list.get(i);
      if (number == null) {
        return null;
      }
      numbers[i] = number;
    }
    return Vectors.dense(numbers);
  }
}
