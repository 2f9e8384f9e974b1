package org.lockstep.model.math;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A {@link FlatVector} of {@code float}s. */
public final class FloatVector implements FlatVector {
  private static final long serialVersionUID = 1L;

  private final float[] values;

  /** A vector over this array, not a copy of it. */
  public FloatVector(float[] values) {
    this.values = values;
  }

  /** The memory itself. */
  public float[] array() {
    return values;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT;
  }

  @Override
  public int length() {
    return values.length;
  }

  @Override
  public double get(int i) {
    return values[i];
  }

  @Override
  public void set(int i, double value) {
    values[i] = (float) value;
  }

  @Override
  public void fill(double value) {
    Arrays.fill(values, (float) value);
  }

  @Override
  public void copyFrom(FlatVector other) {
    float[] from = sameLength(other);
    System.arraycopy(from, 0, values, 0, values.length);
  }

  @Override
  public FloatVector copy() {
    return new FloatVector(values.clone());
  }

  @Override
  public void add(FlatVector other) {
    float[] x = sameLength(other);
    for (int i = 0; i < values.length; i++) {
      values[i] += x[i];
    }
  }

  @Override
  public void addScaled(double factor, FlatVector other) {
    addScaled(factor, other, 0, values.length);
  }

  @Override
  public void addScaled(double factor, FlatVector other, int from, int to) {
    float[] x = sameLength(other);
    float alpha = (float) factor;
    for (int i = from; i < to; i++) {
      values[i] += alpha * x[i];
    }
  }

  @Override
  public void scale(double factor) {
    float alpha = (float) factor;
    for (int i = 0; i < values.length; i++) {
      values[i] *= alpha;
    }
  }

  @Override
  public double sumOfSquares(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum;
  }

  @Override
  public void writeTo(ByteBuffer buffer) {
    buffer.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    buffer.position(buffer.position() + values.length * Float.BYTES);
  }

  @Override
  public void readFrom(ByteBuffer buffer) {
    buffer.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    buffer.position(buffer.position() + values.length * Float.BYTES);
  }

  @Override
  public boolean isFinite() {
    // 0·x is 0 for a finite x and NaN otherwise: one sum that the JIT vectorises, no branch.
    float zero = 0;
    for (float value : values) {
      zero += 0 * value;
    }
    return zero == 0;
  }

  private float[] sameLength(FlatVector other) {
    float[] array = ((FloatVector) other).values;
    if (array.length != values.length) {
      throw new IllegalArgumentException(
          "expected a vector of " + values.length + " but found one of " + array.length);
    }
    return array;
  }

  private Object writeReplace() {
    return new PackedVector(this);
  }
}
