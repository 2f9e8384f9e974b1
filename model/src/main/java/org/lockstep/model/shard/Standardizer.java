package org.lockstep.model.shard;

import java.util.Arrays;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.math.Arithmetic;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Matrix;

/**
 * Scales raw values while they are copied into a batch. Bytes whose features are all scaled alike,
 * as pixels are, are looked up in a table of what the 256 of them become: the same bits, in half
 * the time, since the JVM does not turn bytes into numbers with vector instructions.
 */
public final class Standardizer {
  private static final int BYTES = 256;

  private final FlatVector shift;
  private final FlatVector factor;
  private final FlatVector ofBytes; // null where features are scaled differently

  /** Scales as {@code scaling} says. */
  public Standardizer(Arithmetic arithmetic, Scaling scaling) {
    this.shift = arithmetic.vector(scaling.shift());
    this.factor = arithmetic.vector(scaling.factor());
    this.ofBytes =
        isUniform(scaling.shift()) && isUniform(scaling.factor())
            ? table(arithmetic, scaling.shift()[0], scaling.factor()[0])
            : null;
  }

  private static boolean isUniform(double[] values) {
    return values.length > 0 && Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  private static FlatVector table(Arithmetic arithmetic, double shift, double factor) {
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bytes[i] = (byte) i;
    }
    double[] shifts = new double[BYTES];
    double[] factors = new double[BYTES];
    Arrays.fill(shifts, shift);
    Arrays.fill(factors, factor);
    FlatVector table = arithmetic.vector(BYTES);
    arithmetic
        .view(table, 0, 1, BYTES)
        .standardizeBytes(bytes, 0, 0, arithmetic.vector(shifts), arithmetic.vector(factors));
    return table;
  }

  /** Row {@code row} of the batch = the scaled unsigned bytes[from, from + columns). */
  public void copy(byte[] bytes, int from, Matrix batch, int row) {
    if (ofBytes == null) {
      batch.standardizeBytes(bytes, from, row, shift, factor);
    } else {
      batch.lookUpBytes(bytes, from, row, ofBytes);
    }
  }

  /** Row {@code row} of the batch = the scaled floats[from, from + columns). */
  public void copy(float[] floats, int from, Matrix batch, int row) {
    batch.standardizeFloats(floats, from, row, shift, factor);
  }

  /** Row {@code row} of the batch = the scaled doubles[from, from + columns). */
  public void copy(double[] doubles, int from, Matrix batch, int row) {
    batch.standardizeDoubles(doubles, from, row, shift, factor);
  }

  /**
   * Row {@code row} of the batch = the numbers, rounded to its precision and scaled.
   *
   * @return whether all of them are finite when they are rounded
   */
  public boolean copyRounded(double[] doubles, Matrix batch, int row) {
    return batch.standardizeRounded(doubles, row, shift, factor);
  }
}
