package org.lockstep.model.shard;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.lockstep.model.data.FeatureEntries;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.SparseRows;

/**
 * The raw features of a shard's rows, as small as they can be kept: unsigned bytes where the source
 * has bytes, else floats or doubles as the precision wants. Stored in blocks of whole rows, since a
 * shard may hold more values than one array can.
 *
 * <p>Final classes rather than records, as everything that Spark may store or send: the Kryo
 * serialiser that a user may choose cannot restore records.
 */
public sealed interface Features extends Serializable {

  /** The stored type. */
  enum Kind {
    /** Unsigned bytes, 0 to 255. */
    BYTES,
    /** 32-bit floats. */
    FLOATS,
    /** 64-bit floats. */
    DOUBLES,
    /** 32-bit floats, of which those that are 0 are left out. */
    SPARSE_FLOATS,
    /** 64-bit floats, of which those that are 0 are left out. */
    SPARSE_DOUBLES;

    /** Whether what is 0 is left out. */
    public boolean isSparse() {
      return this == SPARSE_FLOATS || this == SPARSE_DOUBLES;
    }

    /** The same numbers where what is 0 is left out. */
    public Kind sparse() {
      return switch (this) {
        case FLOATS, SPARSE_FLOATS -> SPARSE_FLOATS;
        case DOUBLES, SPARSE_DOUBLES -> SPARSE_DOUBLES;
        case BYTES -> throw new IllegalArgumentException("bytes are stored dense");
      };
    }
  }

  /** Rows. */
  int rows();

  /** Features per row. */
  int width();

  /** The stored type. */
  Kind kind();

  /**
   * Fills the first rows of a batch: row i is row {@code order[start + i]}, scaled.
   *
   * @param count how many rows
   */
  void standardizeInto(Batch batch, int[] order, int start, int count, Standardizer scaling);

  /** Copies a row's raw values into {@code into[0, width)}. */
  void loadRow(int row, double[] into);

  /** Adds a row, as it is stored, to a builder of the same kind and width. */
  void copyRow(int row, ShardBuilder into);

  /** Adds every value to a checksum. */
  void addTo(ShardChecksum checksum);

  /** Where a row lies. */
  final class Blocks implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int BLOCK_VALUES = 1 << 22;

    private final int width;
    private final int rowsPerBlock;

    private Blocks(int width, int rowsPerBlock) {
      this.width = width;
      this.rowsPerBlock = rowsPerBlock;
    }

    static Blocks of(int width) {
      return new Blocks(width, Math.max(1, BLOCK_VALUES / width));
    }

    int width() {
      return width;
    }

    int rowsPerBlock() {
      return rowsPerBlock;
    }

    int block(int row) {
      return row / rowsPerBlock;
    }

    /** Where a row is in its block. */
    int row(int row) {
      return row % rowsPerBlock;
    }

    int offset(int row) {
      return row % rowsPerBlock * width;
    }
  }

  /** Unsigned bytes. */
  final class Bytes implements Features {
    private static final long serialVersionUID = 1L;

    private final int rows;
    private final Blocks blocks;
    private final byte[][] values;

    Bytes(int rows, Blocks blocks, byte[][] values) {
      this.rows = rows;
      this.blocks = blocks;
      this.values = values;
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
      return Kind.BYTES;
    }

    @Override
    public void standardizeInto(
        Batch batch, int[] order, int start, int count, Standardizer scaling) {
      for (int i = 0; i < count; i++) {
        int row = order[start + i];
        scaling.copy(values[blocks.block(row)], blocks.offset(row), batch, i);
      }
    }

    @Override
    public void copyRow(int row, ShardBuilder into) {
      into.addBytes(values[blocks.block(row)], blocks.offset(row));
    }

    @Override
    public void addTo(ShardChecksum checksum) {
      for (byte[] block : values) {
        checksum.add(block);
      }
    }

    @Override
    public void loadRow(int row, double[] into) {
      byte[] block = values[blocks.block(row)];
      int offset = blocks.offset(row);
      for (int j = 0; j < width(); j++) {
        into[j] = block[offset + j] & 0xff;
      }
    }
  }

  /** Floats. */
  final class Floats implements Features {
    private static final long serialVersionUID = 2L;

    private final int rows;
    private final Blocks blocks;
    private final float[][] values;

    Floats(int rows, Blocks blocks, float[][] values) {
      this.rows = rows;
      this.blocks = blocks;
      this.values = values;
    }

    private Object writeReplace() {
      return new Written(this);
    }

    /** The same on its way, in bytes: Java writes and reads floats one by one. */
    private static final class Written implements Serializable {
      private static final long serialVersionUID = 1L;
      private static final int FLOATS_AT_ONCE = 1 << 11;

      private final int rows;
      private final Blocks blocks;
      private transient float[][] values;

      Written(Floats floats) {
        rows = floats.rows;
        blocks = floats.blocks;
        values = floats.values;
      }

      private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeInt(values.length);
        byte[] bytes = new byte[FLOATS_AT_ONCE * Float.BYTES];
        FloatBuffer floats = ByteBuffer.wrap(bytes).asFloatBuffer();
        for (float[] block : values) {
          out.writeInt(block.length);
          for (int i = 0; i < block.length; i += FLOATS_AT_ONCE) {
            int count = Math.min(FLOATS_AT_ONCE, block.length - i);
            floats.clear().put(block, i, count);
            out.write(bytes, 0, count * Float.BYTES);
          }
        }
      }

      private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        values = new float[in.readInt()][];
        byte[] bytes = new byte[FLOATS_AT_ONCE * Float.BYTES];
        FloatBuffer floats = ByteBuffer.wrap(bytes).asFloatBuffer();
        for (int b = 0; b < values.length; b++) {
          values[b] = new float[in.readInt()];
          for (int i = 0; i < values[b].length; i += FLOATS_AT_ONCE) {
            int count = Math.min(FLOATS_AT_ONCE, values[b].length - i);
            in.readFully(bytes, 0, count * Float.BYTES);
            floats.clear().get(values[b], i, count);
          }
        }
      }

      private Object readResolve() {
        return new Floats(rows, blocks, values);
      }
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
      return Kind.FLOATS;
    }

    @Override
    public void standardizeInto(
        Batch batch, int[] order, int start, int count, Standardizer scaling) {
      for (int i = 0; i < count; i++) {
        int row = order[start + i];
        scaling.copy(values[blocks.block(row)], blocks.offset(row), batch, i);
      }
    }

    @Override
    public void copyRow(int row, ShardBuilder into) {
      into.addFloats(values[blocks.block(row)], blocks.offset(row));
    }

    @Override
    public void addTo(ShardChecksum checksum) {
      for (float[] block : values) {
        checksum.add(block);
      }
    }

    @Override
    public void loadRow(int row, double[] into) {
      float[] block = values[blocks.block(row)];
      int offset = blocks.offset(row);
      for (int j = 0; j < width(); j++) {
        into[j] = block[offset + j];
      }
    }
  }

  /** Doubles. */
  final class Doubles implements Features {
    private static final long serialVersionUID = 1L;

    private final int rows;
    private final Blocks blocks;
    private final double[][] values;

    Doubles(int rows, Blocks blocks, double[][] values) {
      this.rows = rows;
      this.blocks = blocks;
      this.values = values;
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
      return Kind.DOUBLES;
    }

    @Override
    public void standardizeInto(
        Batch batch, int[] order, int start, int count, Standardizer scaling) {
      for (int i = 0; i < count; i++) {
        int row = order[start + i];
        scaling.copy(values[blocks.block(row)], blocks.offset(row), batch, i);
      }
    }

    @Override
    public void copyRow(int row, ShardBuilder into) {
      into.addDoubles(values[blocks.block(row)], blocks.offset(row));
    }

    @Override
    public void addTo(ShardChecksum checksum) {
      for (double[] block : values) {
        checksum.add(block);
      }
    }

    @Override
    public void loadRow(int row, double[] into) {
      System.arraycopy(values[blocks.block(row)], blocks.offset(row), into, 0, width());
    }
  }

  /**
   * Compressed rows: the columns that are not 0, ascending, and their values. A block begins each
   * row at {@code starts[row]} of its entries.
   */
  final class Sparse implements Features {
    private static final long serialVersionUID = 1L;

    private final int rows;
    private final Blocks blocks;
    private final int[][] starts;
    private final int[][] places;
    private final float[][] floats; // or null
    private final double[][] doubles; // or null

    Sparse(
        int rows,
        Blocks blocks,
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

    /** Entries that are stored. */
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

    /** Makes a row's entries the content of a buffer. */
    void loadEntries(int row, FeatureEntries into) {
      int block = blocks.block(row);
      int at = blocks.row(row);
      into.clear();
      for (int k = starts[block][at]; k < starts[block][at + 1]; k++) {
        into.put(places[block][k], value(block, k));
      }
    }

    /** Gives every entry: its column, its value. */
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
}
