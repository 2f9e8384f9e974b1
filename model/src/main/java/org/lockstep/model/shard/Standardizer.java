package org.lockstep.model.shard;

import java.util.Arrays;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.math.SmoothClip;
import org.lockstep.model.math.SparseRows;

/**
 * Makes rows of a batch from raw values: encodes and scales them, and clips them where the scaling
 * says so. Not thread-safe.
 *
 * <p>Where features are the raw values themselves, they are scaled in the precision of the batch
 * while they are copied; else in double, and then rounded.
 */
public final class Standardizer {
  private final InputEncoder encoder;
  private final boolean isElementwise;
  private final boolean isClipped;
  private final FlatVector shift;
  private final FlatVector factor;
  private final FlatVector fills; // scaled; null for none
  private final boolean isUniform; // as pixels are: nothing is read but them
  private final double[] shifts;
  private final double[] factors;
  private final double[] origins; // null for none
  private final boolean[] mayBeMissing;
  private final boolean isFloat;
  private final double[] raw; // of a row
  private final double[] features; // of a row

  /** Encodes and scales as these say. */
  public Standardizer(Arithmetic arithmetic, InputEncoder encoder, Scaling scaling) {
    this.encoder = encoder;
    this.isElementwise = encoder.isElementwise();
    this.isClipped = scaling.kind().isClipped();
    this.shifts = scaling.shift();
    this.factors = scaling.factor();
    this.shift = arithmetic.vector(shifts);
    this.factor = arithmetic.vector(factors);
    this.fills = isElementwise ? scaled(arithmetic, encoder.fills()) : null;
    this.isUniform = isUniform(shifts) && isUniform(factors);
    this.origins = encoder.origins();
    this.mayBeMissing = encoder.mayBeMissing();
    this.isFloat = arithmetic.precision() == Precision.FLOAT;
    this.raw = new double[encoder.values()];
    this.features = new double[encoder.width()];
  }

  /** Scales rows of features. */
  public Standardizer(Arithmetic arithmetic, Scaling scaling) {
    this(arithmetic, InputEncoder.identity(scaling.width()), scaling);
  }

  private FlatVector scaled(Arithmetic arithmetic, double[] unscaled) {
    if (unscaled == null) {
      return null;
    }
    double[] scaled = new double[unscaled.length];
    Arrays.setAll(scaled, j -> (unscaled[j] - shifts[j]) * factors[j]);
    return arithmetic.vector(scaled);
  }

  private static boolean isUniform(double[] values) {
    return values.length > 0 && Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  /**
   * Fills the first rows of a batch: row i is row {@code order[start + i]} of a shard.
   *
   * @param count how many rows
   */
  void gather(Features from, int[] order, int start, int count, Batch batch) {
    if (isElementwise) {
      from.standardizeInto(batch, order, start, count, this);
    } else {
      for (int i = 0; i < count; i++) {
        from.loadRow(order[start + i], raw);
        encode(batch, i);
      }
    }
  }

  /** Row {@code row} of the batch = the unsigned bytes[from, from + columns). */
  public void copy(byte[] bytes, int from, Batch batch, int row) {
    if (isUniform) {
      batch.standardizeBytes(bytes, from, row, shifts[0], factors[0]);
    } else {
      batch.standardizeBytes(bytes, from, row, shift, factor);
    }
    finish(batch, row);
  }

  /** Row {@code row} of the batch = the floats[from, from + columns). */
  void copy(float[] floats, int from, Batch batch, int row) {
    batch.standardizeFloats(floats, from, row, shift, factor);
    finish(batch, row);
  }

  /** Row {@code row} of the batch = the doubles[from, from + columns). */
  void copy(double[] doubles, int from, Batch batch, int row) {
    batch.standardizeDoubles(doubles, from, row, shift, factor);
    finish(batch, row);
  }

  /** Row {@code row} of the batch = the scaled entries [from, to). */
  public void copy(int[] places, float[] floats, int from, int to, SparseRows batch, int row) {
    batch.scaleEntries(places, floats, from, to, row, factor);
  }

  /** Row {@code row} of the batch = the scaled entries [from, to). */
  public void copy(int[] places, double[] doubles, int from, int to, SparseRows batch, int row) {
    batch.scaleEntries(places, doubles, from, to, row, factor);
  }

  /**
   * Row {@code row} of the batch = the entries, rounded to its precision and scaled.
   *
   * @param places ascending
   * @return whether all of them are finite when they are rounded
   */
  public boolean copyRounded(int[] places, double[] doubles, SparseRows batch, int row) {
    return batch.scaleRounded(places, doubles, row, factor);
  }

  /**
   * Row {@code row} of the batch = these raw values, rounded to its precision, as those in shards
   * are.
   *
   * @param values NaN where one is missing
   * @return whether they are finite when they are rounded, but for missing ones that something
   *     stands for; else the row means nothing
   */
  public boolean copyRounded(double[] values, Batch batch, int row) {
    if (isElementwise && fills == null && origins == null) {
      boolean isFinite = batch.standardizeRounded(values, row, shift, factor);
      finish(batch, row);
      return isFinite;
    }
    for (int j = 0; j < raw.length; j++) {
      double value = origins == null ? values[j] : values[j] - origins[j];
      raw[j] = isFloat ? (float) value : value;
      if (Double.isInfinite(raw[j]) || (Double.isNaN(raw[j]) && !mayBeMissing[j])) {
        return false;
      }
    }
    if (isElementwise) {
      batch.standardizeRounded(raw, row, shift, factor);
      finish(batch, row);
    } else {
      encode(batch, row);
    }
    return true;
  }

  /** What every row that was scaled while it was copied still needs. */
  private void finish(Batch batch, int row) {
    if (fills != null) {
      batch.replaceMissing(row, fills);
    }
    if (isClipped) {
      batch.clipSmoothly(row);
    }
  }

  /** Row {@code row} of the batch = the raw values of {@link #raw}. */
  private void encode(Batch batch, int row) {
    encoder.encode(raw, features);
    for (int j = 0; j < features.length; j++) {
      double scaled = (features[j] - shifts[j]) * factors[j];
      batch.set(row, j, isClipped ? SmoothClip.of(scaled) : scaled);
    }
  }
}
