package org.lockstep.model.shard;

import java.util.Arrays;
import org.lockstep.model.data.FeatureEntries;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.SparseRows;

/**
 * Features in compressed rows: the columns that are not 0, ascending, and their values. In a block,
 * a row's entries begin at {@code starts[row]}.
 */
public final class SparseFeatures implements Features {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final FeatureBlocks blocks;
  private final int[][] starts;
  private final int[][] places;
  private final float[][] floats; // or null
  private final double[][] doubles; // or null

  SparseFeatures(
      int rows,
      FeatureBlocks blocks,
      int[][] starts,
      int[][] places,
      float[][] floats,
      double[][] doubles) {
    this.rows = rows;
    this.blocks = blocks;
    this.starts = starts;
    this.places = places;
    this.floats = floats;
    this.doubles = doubles;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int width() {
    return blocks.width();
  }

  @Override
  public Kind kind() {
    return floats == null ? Kind.SPARSE_DOUBLES : Kind.SPARSE_FLOATS;
  }

  /** The number of stored entries. */
  public long entries() {
    return Arrays.stream(places).mapToLong(block -> block.length).sum();
  }

  @Override
  public void standardizeInto(
      Batch batch, int[] order, int start, int count, Standardizer scaling) {
    SparseRows into = (SparseRows) batch; // a network of sparse rows
    for (int i = 0; i < count; i++) {
      int block = blocks.block(order[start + i]);
      int row = blocks.row(order[start + i]);
      int from = starts[block][row];
      int to = starts[block][row + 1];
      if (floats == null) {
        scaling.copy(places[block], doubles[block], from, to, into, i);
      } else {
        scaling.copy(places[block], floats[block], from, to, into, i);
      }
    }
  }

  @Override
  public void copyRow(int row, ShardBuilder into) {
    int block = blocks.block(row);
    int from = starts[block][blocks.row(row)];
    double[] numbers = new double[starts[block][blocks.row(row) + 1] - from];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = value(block, from + k);
    }
    into.addSparse(Arrays.copyOfRange(places[block], from, from + numbers.length), numbers);
  }

  @Override
  public void addTo(ShardChecksum checksum) {
    for (int block = 0; block < places.length; block++) {
      checksum.add(starts[block]);
      checksum.add(places[block]);
      if (floats == null) {
        checksum.add(doubles[block]);
      } else {
        checksum.add(floats[block]);
      }
    }
  }

  @Override
  public void loadRow(int row, double[] into) {
    int block = blocks.block(row);
    int at = blocks.row(row);
    Arrays.fill(into, 0, width(), 0);
    for (int k = starts[block][at]; k < starts[block][at + 1]; k++) {
      into[places[block][k]] = value(block, k);
    }
  }

  /** Replaces the content of a buffer with a row's entries. */
  void loadEntries(int row, FeatureEntries into) {
    int block = blocks.block(row);
    int at = blocks.row(row);
    into.clear();
    for (int k = starts[block][at]; k < starts[block][at + 1]; k++) {
      into.put(places[block][k], value(block, k));
    }
  }

  /** Passes the column and value of every entry to {@code action}. */
  void forEach(EntryAction action) {
    for (int block = 0; block < places.length; block++) {
      for (int k = 0; k < places[block].length; k++) {
        action.accept(places[block][k], value(block, k));
      }
    }
  }

  /** Takes an entry. */
  @FunctionalInterface
  interface EntryAction {
    void accept(int column, double value);
  }

  /** A row's value in a column. */
  public double get(int row, int column) {
    int block = blocks.block(row);
    int at = blocks.row(row);
    int k = Arrays.binarySearch(places[block], starts[block][at], starts[block][at + 1], column);
    return k < 0 ? 0 : value(block, k);
  }

  private double value(int block, int entry) {
    return floats == null ? doubles[block][entry] : floats[block][entry];
  }
}
