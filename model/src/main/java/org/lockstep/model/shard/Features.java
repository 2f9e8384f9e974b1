package org.lockstep.model.shard;

import java.io.Serializable;
import org.lockstep.model.math.Batch;

/**
 * The raw features of a shard's rows, stored as compactly as possible: as unsigned bytes if the
 * source has bytes, otherwise as floats or doubles, depending on the precision. They are stored in
 * blocks of whole rows, since a shard may hold more values than one array can.
 *
 * <p>Final classes rather than records, like everything that Spark may store or send: Kryo, which a
 * user can choose as serialiser, cannot restore records.
 */
public sealed interface Features extends Serializable permits DenseFeatures, SparseFeatures {

  /** The stored type. */
  enum Kind {
    /** Unsigned bytes, 0 to 255. */
    BYTES,
    /** 32-bit floats. */
    FLOATS,
    /** 64-bit floats. */
    DOUBLES,
    /** 32-bit floats, without those that are 0. */
    SPARSE_FLOATS,
    /** 64-bit floats, without those that are 0. */
    SPARSE_DOUBLES;

    /** Whether zeros are left out. */
    public boolean isSparse() {
      return this == SPARSE_FLOATS || this == SPARSE_DOUBLES;
    }

    /** The kind that stores the same numbers without zeros. */
    public Kind sparse() {
      return switch (this) {
        case FLOATS, SPARSE_FLOATS -> SPARSE_FLOATS;
        case DOUBLES, SPARSE_DOUBLES -> SPARSE_DOUBLES;
        case BYTES -> throw new IllegalArgumentException("bytes are stored dense");
      };
    }
  }

  /** The number of rows. */
  int rows();

  /** The number of features per row. */
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
}
