package org.lockstep.spark.read.items;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.lockstep.model.data.InputSchema;
import org.lockstep.spark.table.Origin;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.table.Table;
import org.lockstep.spark.table.TargetColumns;

/**
 * A table of items, mostly pixels, each with a label or without. The driver has read only the
 * files' headers; tasks read ranges of items.
 */
public final class ItemTable {
  private static final String LABEL = "label";

  private final SparkSession spark;
  private final Configuration configuration;
  private final List<Part> parts;
  private final List<String> labelNames;

  /**
   * A table of one file after another.
   *
   * @param parts the files, of one type and item size
   * @param labelNames the names by label; empty: labels are numbers
   */
  public ItemTable(
      SparkSession spark, Configuration configuration, List<Part> parts, List<String> labelNames) {
    this.spark = spark;
    this.configuration = configuration;
    this.parts = List.copyOf(parts);
    this.labelNames = List.copyOf(labelNames);
  }

  /**
   * A file's items.
   *
   * @param labels the file with one number for each item; none if rows have no target
   * @param firstRow the index of its first row in the table
   */
  public record Part(ItemFile features, List<ItemFile> labels, long firstRow)
      implements Serializable {
    boolean hasLabels() {
      return !labels.isEmpty();
    }

    /** The file in which people look for a row. */
    ItemFile named() {
      return hasLabels() ? labels.get(0) : features;
    }
  }

  /**
   * Checks the files and returns the table.
   *
   * @param given the path as the user wrote it
   * @param files the files that hold the items
   */
  public Table table(InputSchema input, String given, List<SourceFile> files) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(configuration));
    List<ItemFile> features = parts.stream().map(Part::features).toList();
    List<ItemCheck> checks = new ArrayList<>();
    features.forEach(file -> checks.add(new ItemCheck(file, 0)));
    parts.forEach(
        part -> part.labels().forEach(f -> checks.add(new ItemCheck(f, labelNames.size()))));
    ItemCheck.check(context, shared, checks);
    List<ItemRange> ranges = ItemRange.of(features);
    JavaRDD<Row> rows =
        context.parallelize(ranges, ranges.size()).flatMap(new ItemRows(shared, parts, labelNames));
    return new Table(
        spark.createDataFrame(rows, schema()),
        features.stream().mapToLong(ItemFile::items).sum(),
        input,
        new TargetColumns(
            parts.get(0).hasLabels() ? List.of(LABEL) : List.of(),
            parts.size() == 1 ? parts.get(0).named().name() : given),
        false,
        new Origin(this::placeOf, files));
  }

  private String placeOf(long row) {
    Part part = parts.get(0);
    for (Part next : parts) {
      part = next.firstRow() <= row ? next : part;
    }
    return part.named().name() + ":item " + (row - part.firstRow() + 1);
  }

  private StructType schema() {
    boolean asBytes = parts.get(0).features().layout().type() == NumberType.UNSIGNED_BYTE;
    DataType features = asBytes ? DataTypes.BinaryType : SQLDataTypes.VectorType();
    StructType schema =
        new StructType()
            .add(Table.ROW, DataTypes.LongType, false)
            .add(Table.FEATURES, features, false);
    return parts.get(0).hasLabels()
        ? schema.add(
            Table.TARGET, labelNames.isEmpty() ? DataTypes.DoubleType : DataTypes.StringType, false)
        : schema;
  }
}
