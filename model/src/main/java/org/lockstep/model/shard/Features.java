package org.lockstep.model.shard;

import java.io.Serializable;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;

/**
 * The raw features of a shard's rows, as small as they can be kept: unsigned bytes where the source
 * has bytes, else floats or doubles as the precision wants. Stored in blocks of whole rows, since a
 * shard may hold more values than one array can.
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

  /** Fills row {@code i} of a batch: {@code (x - shift) ⊙ factor}. */
  void standardizeInto(Matrix batch, int i, int row, FlatVector shift, FlatVector factor);

  /** Copies a row's raw values into {@code into[0, width)}. */
  void loadRow(int row, double[] into);

  /** Where a row lies. */
  record Blocks(int width, int rowsPerBlock) implements Serializable {
    private static final int BLOCK_VALUES = 1 << 22;

    static Blocks of(int width) {
      return new Blocks(width, Math.max(1, BLOCK_VALUES / width));
    }

    int block(int row) {
      return row / rowsPerBlock;
    }

    int offset(int row) {
      return row % rowsPerBlock * width;
    }

    int blockLength() {
      return Math.multiplyExact(rowsPerBlock, width);
    }
  }

  /** Unsigned bytes. */
  @SuppressWarnings("ArrayRecordComponent") // bulk data: nobody compares it
  record Bytes(int rows, Blocks blocks, byte[][] values) implements Features {
    @Override
    public int width() {
      return blocks.width();
    }

    @Override
    public void standardizeInto(Matrix batch, int i, int row, FlatVector shift, FlatVector factor) {
      batch.standardizeBytes(values[blocks.block(row)], blocks.offset(row), i, shift, factor);
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
  @SuppressWarnings("ArrayRecordComponent") // bulk data: nobody compares it
  record Floats(int rows, Blocks blocks, float[][] values) implements Features {
    @Override
    public int width() {
      return blocks.width();
    }

    @Override
    public void standardizeInto(Matrix batch, int i, int row, FlatVector shift, FlatVector factor) {
      batch.standardizeFloats(values[blocks.block(row)], blocks.offset(row), i, shift, factor);
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
  @SuppressWarnings("ArrayRecordComponent") // bulk data: nobody compares it
  record Doubles(int rows, Blocks blocks, double[][] values) implements Features {
    @Override
    public int width() {
      return blocks.width();
    }

    @Override
    public void standardizeInto(Matrix batch, int i, int row, FlatVector shift, FlatVector factor) {
      batch.standardizeDoubles(values[blocks.block(row)], blocks.offset(row), i, shift, factor);
    }

    @Override
    public void loadRow(int row, double[] into) {
      System.arraycopy(values[blocks.block(row)], blocks.offset(row), into, 0, width());
    }
  }
}
