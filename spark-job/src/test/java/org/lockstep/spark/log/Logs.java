package org.lockstep.spark.log;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.lockstep.spark.store.ParquetFile;
import org.lockstep.spark.train.EpochReport;

/** Files of epoch logs that no run would write. */
public final class Logs {
  private Logs() {}

  /** The columns of a log; each change replaces the column of its name, or comes last. */
  public static MessageType schema(Type... changes) {
    List<Type> fields =
        new EpochLogSchema("run-1", "job", 1)
            .type().getFields().stream().collect(toCollection(ArrayList::new));
    for (Type change : changes) {
      int at = fields.stream().map(Type::getName).toList().indexOf(change.getName());
      if (at < 0) {
        fields.add(change);
      } else {
        fields.set(at, change);
      }
    }
    return new MessageType("epoch_log", fields);
  }

  /** The columns of a log by an older version, which did not have the last {@code count} ones. */
  public static MessageType withoutLast(int count) {
    List<Type> fields = schema().getFields();
    return new MessageType("epoch_log", fields.subList(0, fields.size() - count));
  }

  /**
   * Writes a file of these columns. Required ones that no log has get x or 0, optional ones
   * nothing.
   */
  public static void write(
      Path file, MessageType type, EpochLogSchema schema, List<EpochReport> reports)
      throws IOException {
    ParquetFile.write(
        new org.apache.hadoop.fs.Path(file.toString()),
        new Configuration(),
        type,
        sink -> {
          for (EpochReport report : reports) {
            Group log = schema.row(report);
            Group row = new SimpleGroup(type);
            for (Type field : type.getFields()) {
              add(row, field.asPrimitiveType(), log);
            }
            sink.add(row);
          }
        });
  }

  private static void add(Group row, PrimitiveType field, Group log) {
    String name = field.getName();
    boolean isInLog =
        log.getType().containsField(name) && log.getType().getType(name).equals(field);
    boolean isEmpty = !isInLog || log.getFieldRepetitionCount(name) == 0;
    if (isEmpty && field.isRepetition(Type.Repetition.OPTIONAL)) {
      return;
    }
    switch (field.getPrimitiveTypeName()) {
      case INT32 -> row.add(name, isEmpty ? 0 : log.getInteger(name, 0));
      case INT64 -> row.add(name, isEmpty ? 0L : log.getLong(name, 0));
      case DOUBLE -> row.add(name, isEmpty ? 0.0 : log.getDouble(name, 0));
      default -> row.add(name, isEmpty ? "x" : log.getString(name, 0));
    }
  }
}
