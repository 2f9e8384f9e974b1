package org.lockstep.model.shard;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.lockstep.model.data.FeatureEntries;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;
import org.lockstep.model.math.SmoothClip;
import org.lockstep.model.math.SparseRows;

/**
 * Makes rows of a batch from raw values: encodes and scales them, and clips them if the scaling
 * says so. Not thread-safe.
 *
 * <p>Features that are the raw values themselves are scaled in the batch's precision while they are
 * copied; others are scaled in double precision and then rounded.
 */
public final class Standardizer {
  private final InputEncoder encoder;
  private final boolean isElementwise;
  private final boolean isClipped;
  private final FlatVector shift;
  private final FlatVector factor;
  private final FlatVector fills; // scaled; null for none
  private final boolean isUniform; // one shift and factor, as for pixels: only values are read
  private final double[] shifts;
  private final double[] factors;
  private final double[] origins; // null for none
  private final boolean[] mayBeMissing;
  private final boolean isFloat;
  private final double[] raw; // of a row
  private final double[] features; // of a row
  private final FeatureEntries rawEntries = new FeatureEntries(); // of a row, as the next two
  private final FeatureEntries featureEntries = new FeatureEntries();
  private final FeatureEntries scaledEntries = new FeatureEntries();
  private final int[] moved; // features whose zeros are not 0 after scaling
  private int[] allPlaces = new int[0]; // of raw values

  /** Encodes with {@code encoder} and scales with {@code scaling}. */
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
    this.moved = IntStream.range(0, shifts.length).filter(j -> shifts[j] != 0).toArray();
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
  public void gather(Features from, int[] order, int start, int count, Batch batch) {
    if (isElementwise) {
      from.standardizeInto(batch, order, start, count, this);
    } else {
      for (int i = 0; i < count; i++) {
        if (batch instanceof SparseRows sparse && from instanceof SparseFeatures entries) {
          entries.loadEntries(order[start + i], rawEntries);
          encode(rawEntries.places(), rawEntries.values(), rawEntries.count(), sparse, i);
        } else {
          from.loadRow(order[start + i], raw);
          encode(batch, i);
        }
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
   * Row {@code row} of the batch = the features of the entries, rounded to its precision and
   * scaled.
   *
   * @param places ascending; every raw value that has an origin is among them
   * @return whether all of them are finite after rounding
   */
  public boolean copyRounded(int[] places, double[] doubles, SparseRows batch, int row) {
    if (isElementwise) {
      return batch.scaleRounded(places, doubles, row, factor);
    }
    rawEntries.clear();
    for (int k = 0; k < places.length; k++) {
      int j = places[k];
      double value = rounded(origins == null ? doubles[k] : doubles[k] - origins[j]);
      if (!isUsable(value, j)) {
        return false;
      }
      rawEntries.put(j, value);
    }
    encode(rawEntries.places(), rawEntries.values(), rawEntries.count(), batch, row);
    return true;
  }

  private double rounded(double value) {
    return isFloat ? (float) value : value;
  }

  private boolean isUsable(double value, int j) {
    return Double.isFinite(value) || (Double.isNaN(value) && mayBeMissing[j]);
  }

  /**
   * Row {@code row} of the batch = these raw values, rounded to its precision, as the values in
   * shards are.
   *
   * @param values NaN for a missing one
   * @return whether they are finite after rounding, except for missing ones that are filled; if
   *     not, the row means nothing
   */
  public boolean copyRounded(double[] values, Batch batch, int row) {
    if (isElementwise && fills == null && origins == null) {
      boolean isFinite = batch.standardizeRounded(values, row, shift, factor);
      finish(batch, row);
      return isFinite;
    }
    for (int j = 0; j < raw.length; j++) {
      raw[j] = rounded(origins == null ? values[j] : values[j] - origins[j]);
      if (!isUsable(raw[j], j)) {
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

  /** Finishes a row that was scaled while it was copied. */
  private void finish(Batch batch, int row) {
    if (fills != null) {
      batch.replaceMissing(row, fills);
    }
    if (isClipped) {
      batch.clipSmoothly(row);
    }
  }

  /** Row {@code row} of the batch = the features of {@link #raw}. */
  private void encode(Batch batch, int row) {
    if (batch instanceof SparseRows sparse) {
      if (allPlaces.length != raw.length) {
        allPlaces = IntStream.range(0, raw.length).toArray();
      }
      encode(allPlaces, raw, raw.length, sparse, row);
      return;
    }
    encoder.encode(raw, features);
    for (int j = 0; j < features.length; j++) {
      batch.set(row, j, scaled(features[j], j));
    }
  }

  /** The same for a row given by only the values that are not 0. */
  private void encode(int[] places, double[] values, int count, SparseRows batch, int row) {
    featureEntries.clear();
    encoder.encode(places, values, count, features, featureEntries);
    scaledEntries.clear();
    int next = 0; // the next of those that move away from 0
    for (int k = 0; k < featureEntries.count(); k++) {
      int j = featureEntries.places()[k];
      for (; next < moved.length && moved[next] < j; next++) {
        scaledEntries.put(moved[next], scaled(0, moved[next]));
      }
      next += next < moved.length && moved[next] == j ? 1 : 0;
      scaledEntries.put(j, scaled(featureEntries.values()[k], j));
    }
    for (; next < moved.length; next++) {
      scaledEntries.put(moved[next], scaled(0, moved[next]));
    }
    batch.setEntries(scaledEntries.places(), scaledEntries.values(), scaledEntries.count(), row);
  }

  private double scaled(double feature, int j) {
    double scaled = (feature - shifts[j]) * factors[j];
    return isClipped ? SmoothClip.of(scaled) : scaled;
  }
}
