package org.lockstep.model.shard;

import java.io.Serializable;
import org.lockstep.model.math.Batch;

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
    DOUBLES
  }

  /** Rows. */
  int rows();

  /** Features per row. */
  int width();

  /**
   * Fills the first rows of a batch: row i is row {@code order[start + i]}, scaled.
   *
   * @param count how many rows
   */
  void standardizeInto(Batch batch, int[] order, int start, int count, Standardizer scaling);

  /** Copies a row's raw values into {@code into[0, width)}. */
  void loadRow(int row, double[] into);

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
    public void standardizeInto(
        Batch batch, int[] order, int start, int count, Standardizer scaling) {
      for (int i = 0; i < count; i++) {
        int row = order[start + i];
        scaling.copy(values[blocks.block(row)], blocks.offset(row), batch, i);
      }
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
    private static final long serialVersionUID = 1L;

    private final int rows;
    private final Blocks blocks;
    private final float[][] values;

    Floats(int rows, Blocks blocks, float[][] values) {
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
    public void standardizeInto(
        Batch batch, int[] order, int start, int count, Standardizer scaling) {
      for (int i = 0; i < count; i++) {
        int row = order[start + i];
        scaling.copy(values[blocks.block(row)], blocks.offset(row), batch, i);
      }
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
    public void standardizeInto(
        Batch batch, int[] order, int start, int count, Standardizer scaling) {
      for (int i = 0; i < count; i++) {
        int row = order[start + i];
        scaling.copy(values[blocks.block(row)], blocks.offset(row), batch, i);
      }
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
}
