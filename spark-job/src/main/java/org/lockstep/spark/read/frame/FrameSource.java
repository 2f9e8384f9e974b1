package org.lockstep.spark.read.frame;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.spark_partition_id;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.columns.ChunkProfile;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.ContentOrder;
import org.lockstep.spark.table.Table;

/** A source that Spark reads as a DataFrame, and the order of its rows. */
sealed interface FrameSource {
  /** All rows. */
  Dataset<Row> data();

  /** The files; a table counts as one. */
  Source source();

  /** The column of records that could not be read; null in all good rows. */
  Optional<String> corrupt();

  /** What users should know. */
  List<String> notes();

  /**
   * Rows of these columns, each followed by its chunk. An RDD rather than a Dataset, because its
   * partitions and its shuffled data are fixed.
   */
  JavaRDD<Row> rows(Column... columns);

  /** Puts the chunks in order. */
  ChunkIndex index(List<ChunkProfile> profiles);

  /** Rows of files, in order of path and place in the file, however Spark splits it. */
  record Files(
      Dataset<Row> data, Source source, Optional<String> corrupt, Optional<LinePlaces> lines)
      implements FrameSource {

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public JavaRDD<Row> rows(Column... columns) {
      return data.select(
              with(columns, col("_metadata.file_path"), col("_metadata.file_block_start")))
          .javaRDD();
    }

    @Override
    public ChunkIndex index(List<ChunkProfile> profiles) {
      return lines
          .map(places -> ChunkIndex.ofRecords(source, places::of, profiles))
          .orElseGet(() -> ChunkIndex.ofRows(source, profiles));
    }
  }

  /** Rows without an order of their own, in order of their content. */
  record Content(Dataset<Row> data, Source source, List<String> notes) implements FrameSource {
    /** Partitions per core: enough to balance the load, few enough to start. */
    private static final int PER_CORE = 3;

    @Override
    public Optional<String> corrupt() {
      return Optional.empty();
    }

    @Override
    public JavaRDD<Row> rows(Column... columns) {
      String[] names =
          IntStream.range(0, columns.length).mapToObj(i -> "c" + i).toArray(String[]::new);
      Dataset<Row> picked = data.select(columns).toDF(names);
      Column hash = ContentOrder.hash(names).as(ContentOrder.HASH);
      Column[] picks = Stream.of(names).map(name -> col(name)).toArray(Column[]::new);
      int partitions = PER_CORE * data.sparkSession().sparkContext().defaultParallelism();
      Dataset<Row> sorted =
          ContentOrder.spread(
                  picked.select(
                      Stream.concat(Stream.of(hash), Stream.of(picks)).toArray(Column[]::new)),
                  partitions)
              .sortWithinPartitions(ContentOrder.HASH);
      return ContentOrder.numbered(sorted, new long[partitions]) // the index numbers them
          .drop(Table.ROW)
          .select(
              with(
                  picks,
                  lit(source.files().get(0).path()),
                  spark_partition_id().cast(DataTypes.LongType)))
          .javaRDD();
    }

    @Override
    public ChunkIndex index(List<ChunkProfile> profiles) {
      return ChunkIndex.ofContent(source, profiles);
    }
  }

  private static Column[] with(Column[] columns, Column file, Column start) {
    return Stream.concat(Stream.of(columns), Stream.of(file, start)).toArray(Column[]::new);
  }
}
