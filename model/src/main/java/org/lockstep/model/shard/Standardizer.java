package org.lockstep.model.shard;

import java.util.Arrays;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.Batch;
import org.lockstep.model.math.FlatVector;

/** Scales raw values while they are copied into a batch. */
public final class Standardizer {
  private final FlatVector shift;
  private final FlatVector factor;
  private final boolean isUniform; // as pixels are: nothing is read but them
  private final double firstShift;
  private final double firstFactor;

  /** Scales as {@code scaling} says. */
  public Standardizer(Arithmetic arithmetic, Scaling scaling) {
    this.shift = arithmetic.vector(scaling.shift());
    this.factor = arithmetic.vector(scaling.factor());
    this.isUniform = isUniform(scaling.shift()) && isUniform(scaling.factor());
    this.firstShift = isUniform ? scaling.shift()[0] : 0;
    this.firstFactor = isUniform ? scaling.factor()[0] : 0;
  }

  private static boolean isUniform(double[] values) {
    return values.length > 0 && Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  /** Row {@code row} of the batch = the scaled unsigned bytes[from, from + columns). */
  public void copy(byte[] bytes, int from, Batch batch, int row) {
    if (isUniform) {
      batch.standardizeBytes(bytes, from, row, firstShift, firstFactor);
    } else {
      batch.standardizeBytes(bytes, from, row, shift, factor);
    }
  }

  /** Row {@code row} of the batch = the scaled floats[from, from + columns). */
  public void copy(float[] floats, int from, Batch batch, int row) {
    batch.standardizeFloats(floats, from, row, shift, factor);
  }

  /** Row {@code row} of the batch = the scaled doubles[from, from + columns). */
  public void copy(double[] doubles, int from, Batch batch, int row) {
    batch.standardizeDoubles(doubles, from, row, shift, factor);
  }

  /**
   * Row {@code row} of the batch = the numbers, rounded to its precision and scaled.
   *
   * @return whether all of them are finite when they are rounded
   */
  public boolean copyRounded(double[] doubles, Batch batch, int row) {
    return batch.standardizeRounded(doubles, row, shift, factor);
  }
}
