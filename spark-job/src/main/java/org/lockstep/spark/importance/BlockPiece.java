package org.lockstep.spark.importance;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.shard.ShardBuilder;

/**
 * The rows of one shard that belong to one block, on their way to it. This is a class because Kryo
 * cannot restore records.
 */
final class BlockPiece implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Shard rows;
  private final int[] places; // in the block

  private BlockPiece(Shard rows, int[] places) {
    this.rows = rows;
    this.places = places;
  }

  /** Cuts a shard into pieces for the used blocks; null for a block that has none of its rows. */
  static BlockPiece[] cut(Shard shard, BlockLayout layout) {
    ShardBuilder[] builders = new ShardBuilder[layout.used()];
    int[][] places = new int[layout.used()][];
    for (int i = 0; i < shard.rows(); i++) {
      long row = shard.rowIndex(i);
      int block = (int) (row % layout.blocks());
      if (block >= layout.used()) {
        continue;
      }
      if (builders[block] == null) {
        builders[block] = shard.emptyLike(block, layout.blocks());
        places[block] = new int[Math.min(shard.rows(), BlockLayout.MOST_ROWS)];
      }
      int count = builders[block].rows();
      places[block][count] = (int) (row / layout.blocks());
      shard.copyRow(i, builders[block]);
    }
    BlockPiece[] pieces = new BlockPiece[layout.used()];
    for (int b = 0; b < pieces.length; b++) {
      if (builders[b] != null) {
        Shard rows = builders[b].build();
        pieces[b] = new BlockPiece(rows, Arrays.copyOf(places[b], rows.rows()));
      }
    }
    return pieces;
  }

  /**
   * Joins pieces, in any order, into the block that they make up.
   *
   * @return its rows by their places, as the shard with the block's index
   */
  static Shard join(Iterator<BlockPiece> pieces, BlockLayout layout, int block) {
    List<BlockPiece> all = new ArrayList<>();
    int rows = 0;
    while (pieces.hasNext()) {
      BlockPiece piece = pieces.next();
      all.add(piece);
      rows += piece.places.length;
    }
    int[] pieceOf = new int[rows];
    int[] rowOf = new int[rows];
    Arrays.fill(pieceOf, -1);
    for (int p = 0; p < all.size(); p++) {
      int[] places = all.get(p).places;
      for (int i = 0; i < places.length; i++) {
        pieceOf[places[i]] = p;
        rowOf[places[i]] = i;
      }
    }
    ShardBuilder joined = all.get(0).rows.emptyLike(block, layout.blocks());
    for (int place = 0; place < rows; place++) {
      if (pieceOf[place] < 0) {
        throw new IllegalStateException("block " + block + ": no row at place " + place);
      }
      all.get(pieceOf[place]).rows.copyRow(rowOf[place], joined);
    }
    return joined.build();
  }
}
