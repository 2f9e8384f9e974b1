package org.lockstep.spark.table;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a source that a table carries unchanged in its column {@link Table#CARRIED}:
 * texts, in this order.
 *
 * @param types the types that the texts stand for
 */
public record CarriedColumns(List<String> names, List<DataType> types) {
  private static final String NAMES = "lockstep_carried";
  private static final String TYPES = "lockstep_carried_types";

  public CarriedColumns {
    names = List.copyOf(names);
    types = List.copyOf(types);
  }

  /** Columns of text. */
  public static CarriedColumns ofText(List<String> names) {
    return new CarriedColumns(names, Collections.nCopies(names.size(), DataTypes.StringType));
  }

  /** The carried columns of a table; empty if its source has no columns or none is kept. */
  public static Optional<CarriedColumns> of(Table table) {
    StructType schema = table.rows().schema();
    if (!Arrays.asList(schema.fieldNames()).contains(Table.CARRIED)) {
      return Optional.empty();
    }
    Metadata known = schema.apply(Table.CARRIED).metadata();
    return Optional.of(
        new CarriedColumns(
            List.of(known.getStringArray(NAMES)),
            Arrays.stream(known.getStringArray(TYPES)).map(DataType::fromJson).toList()));
  }

  /** The same table with these types for its carried texts; unchanged if it carries none. */
  public static Table typed(Table table, List<DataType> types) {
    Optional<CarriedColumns> texts = of(table);
    if (texts.isEmpty()) {
      return table;
    }
    Metadata known = new CarriedColumns(texts.get().names(), types).field().metadata();
    return table.withRows(
        table
            .rows()
            .withColumn(Table.CARRIED, functions.col(Table.CARRIED).as(Table.CARRIED, known)));
  }

  /** The column as a field of a table's schema. */
  public StructField field() {
    return new StructField(
        Table.CARRIED,
        DataTypes.createArrayType(DataTypes.StringType, true),
        false,
        new MetadataBuilder()
            .putStringArray(NAMES, names.toArray(String[]::new))
            .putStringArray(TYPES, types.stream().map(DataType::json).toArray(String[]::new))
            .build());
  }
}
