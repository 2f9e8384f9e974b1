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
 * Builds the shards: one partition of one {@link ShardGroup} per shard. The row with index p goes
 * to shard p mod S; inside a shard, rows are sorted by their index. Both depend on the index alone,
 * so a shard that is computed again, on any executor, is the same.
 *
 * <p>Rows travel in pieces of shards, in their stored type, rather than one by one: nothing is
 * sorted but pieces, and no number is ever wider than in the shards.
 */
public final class ShardedRows {
  private ShardedRows() {}

  /** Shards of a table whose rows are divided already. */
  public static JavaRDD<ShardGroup> build(Dataset<Row> rows, ShardLayout layout) {
    return build(rows, Optional.empty(), layout);
  }

  /**
   * Shards of a table.
   *
   * @param rows columns {@code part}, see {@link PartRows}, {@code row}, the index there, {@code
   *     features} (binary or vector), {@code target} (a number, or an array of them) and, if the
   *     layout says so, {@code weight}
   * @param split of those rows that it divides
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
    // An index is its own hash. Spark's index of the partition, not the task's: a task may build
    // several shards.
    return LeanShards.of(
        InternalRows.of(selected)
            .mapPartitionsToPair(maker)
            .partitionBy(new HashPartitioner(layout.shards()))
            .mapPartitionsWithIndex((index, pieces) -> assemble(index, pieces, layout), false));
  }

  /**
   * Has every shard that is made again from now on compared with what it was: a source that changes
   * while a run goes on must not lead to a mixture.
   *
   * @param shards from {@link #build}
   * @param checksums of each, in order
   * @param source of the rows, for messages
   */
  public static void pin(JavaRDD<ShardGroup> shards, List<Integer> checksums, String source) {
    ((LeanShards) shards.rdd()).pin(checksums, source);
  }

  /** Puts pieces in order, and lets go of each that is copied. */
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
      if (piece.isIncomplete()) { // it was not when the rows were looked at
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

  /** Rows are not numbered as they were when they were counted. */
  static final class UnexpectedRowException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnexpectedRowException(String message) {
      super(message);
    }
  }
}
