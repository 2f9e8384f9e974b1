package org.lockstep.spark.shard;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.spark.table.InternalRows;
import scala.Tuple2;

/**
 * Builds the shards: one partition with one {@link ShardGroup} per shard. The row with index p goes
 * to shard p mod S; inside a shard, rows are sorted by their index. Both depend only on the index,
 * so a recomputed shard is the same on any executor.
 *
 * <p>Rows travel in pieces of shards, in their stored type, rather than one by one: only pieces are
 * sorted, and no number is ever wider than in the shards.
 */
public final class ShardedRows {
  private ShardedRows() {}

  /** Builds the shards of a table whose rows are already split. */
  public static JavaRDD<ShardGroup> build(Dataset<Row> rows, ShardLayout layout) {
    return build(rows, Optional.empty(), layout);
  }

  /**
   * Builds the shards of a table.
   *
   * @param rows with the columns {@code part} (see {@link PartRows}), {@code row} (the index in
   *     that part), {@code features} (binary or vector), {@code target} (a number or an array of
   *     numbers) and, if the layout says so, {@code weight}
   * @param split of the rows that are still to be split
   * @return S partitions, to be persisted
   */
  public static JavaRDD<ShardGroup> build(
      Dataset<Row> rows, Optional<Split> split, ShardLayout layout) {
    boolean isArray = layout.target().outputs() > 1 && !layout.target().task().isOfClasses();
    Dataset<Row> selected =
        rows.select(
            col("part"),
            col("row"),
            col("features"),
            isArray ? col("target") : col("target").cast("double"),
            layout.hasWeights() ? col("weight") : lit(1.0));
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    PieceMaker maker = new PieceMaker(layout, split.map(context::broadcast).orElse(null));
    // An index is its own hash. This uses Spark's partition index, not the task's: a task can build
    // several shards.
    return BroadcastLineageShards.of(
        InternalRows.of(selected)
            .mapPartitionsToPair(maker)
            .partitionBy(new HashPartitioner(layout.shards()))
            .mapPartitionsWithIndex((index, pieces) -> assemble(index, pieces, layout), false));
  }

  /**
   * Compares every shard that is recomputed from now on with its checksum, so that a source that
   * changes during a run cannot lead to a mixture of old and new rows.
   *
   * @param shards from {@link #build}
   * @param checksums of each shard, in order
   * @param source of the rows, for messages
   */
  public static void pin(JavaRDD<ShardGroup> shards, List<Integer> checksums, String source) {
    ((BroadcastLineageShards) shards.rdd()).pin(checksums, source);
  }

  /** Puts pieces in order, and releases each after copying it. */
  private static Iterator<ShardGroup> assemble(
      int index, Iterator<Tuple2<Integer, ShardPiece>> pieces, ShardLayout layout) {
    PriorityQueue<ShardPiece> ordered = new PriorityQueue<>(ShardPiece.ORDER);
    pieces.forEachRemaining(piece -> ordered.add(piece._2()));
    ShardBuilder[] parts = new ShardBuilder[Part.values().length];
    Arrays.setAll(parts, part -> layout.builder(index));
    while (!ordered.isEmpty()) {
      ShardPiece piece = ordered.remove();
      ShardBuilder part = parts[piece.part()];
      long expected = (long) part.rows() * layout.shards() + index;
      if (piece.first() != expected) {
        throw new UnexpectedRowException(
            "shard " + index + ": expected row " + expected + " but found row " + piece.first());
      }
      if (piece.isIncomplete()) { // it was complete in the first pass over the rows
        throw new UnexpectedRowException("shard " + index + ": a target or a weight is null");
      }
      part.add(piece.rows());
    }
    return List.of(
            new ShardGroup(
                index,
                parts[Part.TRAIN.number()].build(),
                parts[Part.VALIDATION.number()].build(),
                parts[Part.TEST.number()].build()))
        .iterator();
  }

  /** Thrown when the rows differ from those of the first pass. */
  static final class UnexpectedRowException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnexpectedRowException(String message) {
      super(message);
    }
  }
}
