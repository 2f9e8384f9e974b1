package org.lockstep.spark.shard;

import java.io.Serializable;
import java.util.Comparator;
import org.lockstep.model.shard.Shard;

/**
 * Consecutive rows of one part in one shard, on their way to it. A class and not a record: Kryo
 * cannot serialise records.
 */
final class ShardPiece implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The order in which a shard is assembled. */
  static final Comparator<ShardPiece> ORDER =
      Comparator.comparingInt(ShardPiece::part).thenComparingLong(ShardPiece::first);

  private final int part;
  private final long first;
  private final Shard rows;

  /**
   * A piece.
   *
   * @param part the number of a {@link Part}
   * @param first the first row's index in the part
   * @param rows null for one row that lacks a target or a weight
   */
  ShardPiece(int part, long first, Shard rows) {
    this.part = part;
    this.first = first;
    this.rows = rows;
  }

  int part() {
    return part;
  }

  long first() {
    return first;
  }

  Shard rows() {
    return rows;
  }

  boolean isIncomplete() {
    return rows == null;
  }
}
