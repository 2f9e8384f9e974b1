package org.lockstep.model.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lockstep.model.math.Precision;

/** Collects sparse rows, which must come in order. Grows with the rows and their entries. */
final class SparseBlocks {
  private static final int FIRST_ENTRIES = 64;

  private final Precision precision;
  private final FeatureBlocks blocks;
  private final List<int[]> starts = new ArrayList<>(); // of full blocks, as the next two
  private final List<int[]> places = new ArrayList<>();
  private final List<Object> values = new ArrayList<>(); // float[] or double[]
  private int[] rowStarts = new int[1]; // of the block that grows, as the next two
  private int[] rowPlaces = new int[FIRST_ENTRIES];
  private double[] rowValues = new double[FIRST_ENTRIES];
  private int blockRows;
  private int entries;
  private int rows;

  SparseBlocks(Precision precision, FeatureBlocks blocks) {
    this.precision = precision;
    this.blocks = blocks;
  }

  /**
   * Adds a row. Entries that are 0, or round to 0, are left out.
   *
   * @param columns of the values, ascending; null if all are present
   */
  void add(int[] columns, double[] numbers) {
    if (blockRows == blocks.rowsPerBlock()) {
      finish();
    }
    for (int k = 0; k < numbers.length; k++) {
      double value = precision == Precision.FLOAT ? (float) numbers[k] : numbers[k];
      if (value != 0) {
        put(columns == null ? k : columns[k], value);
      }
    }
    blockRows++;
    if (blockRows == rowStarts.length) {
      rowStarts = Arrays.copyOf(rowStarts, 2 * rowStarts.length);
    }
    rowStarts[blockRows] = entries;
    rows++;
  }

  private void put(int column, double value) {
    if (entries > rowStarts[blockRows] && rowPlaces[entries - 1] >= column) {
      throw new IllegalArgumentException(
          "expected columns in ascending order but found " + column + " after a later one");
    }
    if (column < 0 || column >= blocks.width()) {
      throw new IllegalArgumentException(
          "expected a row of " + blocks.width() + " features but found column " + column);
    }
    if (entries == rowPlaces.length) {
      int length = entries + (entries >> 1);
      rowPlaces = Arrays.copyOf(rowPlaces, length);
      rowValues = Arrays.copyOf(rowValues, length);
    }
    rowPlaces[entries] = column;
    rowValues[entries] = value;
    entries++;
  }

  private void finish() {
    starts.add(Arrays.copyOf(rowStarts, blockRows + 1));
    places.add(Arrays.copyOf(rowPlaces, entries));
    values.add(precision == Precision.FLOAT ? floats() : Arrays.copyOf(rowValues, entries));
    blockRows = 0;
    entries = 0;
  }

  private float[] floats() {
    float[] floats = new float[entries];
    for (int k = 0; k < entries; k++) {
      floats[k] = (float) rowValues[k];
    }
    return floats;
  }

  /** Builds the features of all rows added; must be the last call. */
  SparseFeatures build() {
    if (blockRows > 0) {
      finish();
    }
    boolean isFloat = precision == Precision.FLOAT;
    return new SparseFeatures(
        rows,
        blocks,
        starts.toArray(int[][]::new),
        places.toArray(int[][]::new),
        isFloat ? values.toArray(float[][]::new) : null,
        isFloat ? null : values.toArray(double[][]::new));
  }
}
