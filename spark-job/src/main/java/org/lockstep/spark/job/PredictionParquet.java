package org.lockstep.spark.job;

import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/**
 * Converts rows of predictions to Parquet: numbers, booleans and dates keep their type; decimals,
 * times and everything else become text.
 */
final class PredictionParquet {
  private final List<PredictionColumn> columns;
  private final MessageType type;

  PredictionParquet(List<PredictionColumn> columns) {
    this.columns = List.copyOf(columns);
    Types.MessageTypeBuilder message = Types.buildMessage();
    columns.forEach(column -> message.addField(field(column)));
    this.type = message.named("predictions");
  }

  /** The schema of the file. */
  MessageType type() {
    return type;
  }

  /**
   * Converts a row.
   *
   * @param fields the texts of its fields; null for a missing value
   */
  Group row(List<String> fields) {
    Group row = new SimpleGroup(type);
    for (int i = 0; i < columns.size(); i++) {
      if (fields.get(i) != null) {
        add(row, i, columns.get(i).type(), fields.get(i));
      }
    }
    return row;
  }

  private static Type field(PredictionColumn column) {
    Type.Repetition repetition =
        column.mayMiss() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    PrimitiveTypeName primitive = primitive(column.type());
    LogicalTypeAnnotation meaning =
        column.type() instanceof DateType
            ? LogicalTypeAnnotation.dateType()
            : primitive == PrimitiveTypeName.BINARY ? LogicalTypeAnnotation.stringType() : null;
    return Types.primitive(primitive, repetition).as(meaning).named(column.name());
  }

  private static boolean isInt(DataType type) {
    return type instanceof ByteType || type instanceof ShortType || type instanceof IntegerType;
  }

  private static PrimitiveTypeName primitive(DataType type) {
    if (isInt(type) || type instanceof DateType) {
      return PrimitiveTypeName.INT32;
    }
    if (type instanceof LongType) {
      return PrimitiveTypeName.INT64;
    }
    if (type instanceof FloatType) {
      return PrimitiveTypeName.FLOAT;
    }
    if (type instanceof DoubleType) {
      return PrimitiveTypeName.DOUBLE;
    }
    return type instanceof BooleanType ? PrimitiveTypeName.BOOLEAN : PrimitiveTypeName.BINARY;
  }

  private static void add(Group row, int i, DataType type, String text) {
    if (type instanceof DateType) {
      row.add(i, Math.toIntExact(LocalDate.parse(text).toEpochDay()));
      return;
    }
    switch (primitive(type)) {
      case INT32 -> row.add(i, Integer.parseInt(text));
      case INT64 -> row.add(i, Long.parseLong(text));
      case FLOAT -> row.add(i, Float.parseFloat(text));
      case DOUBLE -> row.add(i, Double.parseDouble(text));
      case BOOLEAN -> row.add(i, Boolean.parseBoolean(text));
      default -> row.add(i, text);
    }
  }
}
