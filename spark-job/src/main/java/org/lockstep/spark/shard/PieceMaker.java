package org.lockstep.spark.shard;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.lockstep.model.shard.ShardBuilder;
import scala.Tuple2;

/**
 * Cuts the rows of a partition into pieces of shards, each with its shard's index. Any order of
 * rows works; rows in order give long pieces.
 */
final class PieceMaker implements PairFlatMapFunction<Iterator<InternalRow>, Integer, ShardPiece> {
  private static final long serialVersionUID = 1L;

  /** How many numbers a task holds before it releases its pieces: 8 MiB of floats. */
  private static final long MOST_NUMBERS = 1 << 21;

  private final ShardLayout layout;
  private final Broadcast<Split> split;

  /**
   * Creates a maker of pieces.
   *
   * @param split of the {@link PartRows#DIVIDED} rows; null if there are none
   */
  PieceMaker(ShardLayout layout, Broadcast<Split> split) {
    this.layout = layout;
    this.split = split;
  }

  @Override
  public Iterator<Tuple2<Integer, ShardPiece>> call(Iterator<InternalRow> rows) {
    return new Pieces(rows);
  }

  /** A piece that is still growing. */
  private final class Growing {
    private final int shard;
    private final int part;
    private final long first;
    private final ShardBuilder rows;

    Growing(int shard, int part, long first) {
      this.shard = shard;
      this.part = part;
      this.first = first;
      this.rows = layout.builder(shard);
    }

    boolean endsBefore(long row) {
      return row == first + (long) rows.rows() * layout.shards();
    }

    Tuple2<Integer, ShardPiece> piece() {
      return new Tuple2<>(shard, new ShardPiece(part, first, rows.build()));
    }
  }

  /** The pieces of one partition. */
  private final class Pieces implements Iterator<Tuple2<Integer, ShardPiece>> {
    private final Iterator<InternalRow> rows;
    private final RowAdder adder = new RowAdder(layout);
    private final Split.Places places = split == null ? null : split.value().new Places();
    private final Map<Integer, Growing> growing = new HashMap<>(); // by part and shard
    private final Queue<Tuple2<Integer, ShardPiece>> ready = new ArrayDeque<>();
    private long numbers;

    Pieces(Iterator<InternalRow> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && rows.hasNext()) {
        add(rows.next());
        if (numbers >= MOST_NUMBERS) {
          finish();
        }
      }
      if (ready.isEmpty()) {
        finish();
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, ShardPiece> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void add(InternalRow row) {
      int part = row.getInt(0);
      long index = row.getLong(1);
      if (part == PartRows.DIVIDED) {
        if (!places.goTo(index)) {
          return;
        }
        part = places.part().number();
        index = places.index();
      }
      int shard = (int) (index % layout.shards());
      if (row.isNullAt(3) || row.isNullAt(4)) {
        ready.add(new Tuple2<>(shard, new ShardPiece(part, index, null)));
        return;
      }
      int key = part * layout.shards() + shard;
      Growing piece = growing.get(key);
      if (piece == null || !piece.endsBefore(index)) {
        if (piece != null) {
          ready.add(piece.piece());
        }
        piece = new Growing(shard, part, index);
        growing.put(key, piece);
      }
      numbers += adder.add(row, piece.rows);
    }

    private void finish() {
      growing.values().forEach(piece -> ready.add(piece.piece()));
      growing.clear();
      numbers = 0;
    }
  }
}
