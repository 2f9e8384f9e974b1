package org.lockstep.model.math;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A {@link FlatVector} of {@code double}s. */
public final class DoubleVector implements FlatVector {
  private static final long serialVersionUID = 1L;

  private final double[] values;

  /** A vector over this array, not a copy of it. */
  public DoubleVector(double[] values) {
    this.values = values;
  }

  /** The array itself, not a copy. */
  public double[] array() {
    return values;
  }

  @Override
  public Precision precision() {
    return Precision.DOUBLE;
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
    values[i] = value;
  }

  @Override
  public void fill(double value, int from, int to) {
    Arrays.fill(values, from, to, value);
  }

  @Override
  public void copyFrom(FlatVector other) {
    double[] from = sameLength(other);
    System.arraycopy(from, 0, values, 0, values.length);
  }

  @Override
  public DoubleVector copy() {
    return new DoubleVector(values.clone());
  }

  @Override
  public void add(FlatVector other, int from, int to) {
    double[] x = sameLength(other);
    for (int i = from; i < to; i++) {
      values[i] += x[i];
    }
  }

  @Override
  public double sumOfSquares(int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      sum0 += values[i] * values[i];
      sum1 += values[i + 1] * values[i + 1];
      sum2 += values[i + 2] * values[i + 2];
      sum3 += values[i + 3] * values[i + 3];
    }
    for (; i < to; i++) {
      sum0 += values[i] * values[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  @Override
  public void writeTo(ByteBuffer buffer, int from, int to) {
    buffer.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values, from, to - from);
    buffer.position(buffer.position() + (to - from) * Double.BYTES);
  }

  @Override
  public void readFrom(ByteBuffer buffer, int from, int to) {
    buffer.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values, from, to - from);
    buffer.position(buffer.position() + (to - from) * Double.BYTES);
  }

  @Override
  public double sumOfSquares(double scale, double factor, FlatVector other, int from, int to) {
    double[] x = sameLength(other);
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      double v0 = scale * values[i] + factor * x[i];
      double v1 = scale * values[i + 1] + factor * x[i + 1];
      double v2 = scale * values[i + 2] + factor * x[i + 2];
      double v3 = scale * values[i + 3] + factor * x[i + 3];
      sum0 += v0 * v0;
      sum1 += v1 * v1;
      sum2 += v2 * v2;
      sum3 += v3 * v3;
    }
    for (; i < to; i++) {
      double v0 = scale * values[i] + factor * x[i];
      sum0 += v0 * v0;
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  @Override
  public double sumOfSquares(
      double scale, double factor, double sign, FlatVector other, int from, int to) {
    double[] x = sameLength(other);
    double sum = 0;
    for (int i = from; i < to; i++) {
      double v = scale * values[i] + factor * x[i] + sign * Math.signum(x[i]);
      sum += v * v;
    }
    return sum;
  }

  @Override
  public double sumOfAbsolutes(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs(values[i]);
    }
    return sum;
  }

  @Override
  public double dot(FlatVector other, int from, int to) {
    double[] x = sameLength(other);
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      sum0 += values[i] * x[i];
      sum1 += values[i + 1] * x[i + 1];
      sum2 += values[i + 2] * x[i + 2];
      sum3 += values[i + 3] * x[i + 3];
    }
    for (; i < to; i++) {
      sum0 += values[i] * x[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  @Override
  public void combine(double a, FlatVector x, double b, FlatVector y, int from, int to) {
    double[] left = sameLength(x);
    double[] right = sameLength(y);
    double p = a;
    double q = b;
    for (int i = from; i < to; i++) {
      values[i] = p * left[i] + q * right[i];
    }
  }

  @Override
  public boolean isFinite(int from, int to) {
    // A sum with NaN or an infinity in it is never finite; a sum of finite numbers nearly always
    // is. Eight sums, so that no addition waits for the previous one: the JIT compiler must not
    // reorder a sum, so it cannot vectorise one.
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    double sum4 = 0;
    double sum5 = 0;
    double sum6 = 0;
    double sum7 = 0;
    int i = from;
    for (; i < to - 7; i += 8) {
      sum0 += values[i];
      sum1 += values[i + 1];
      sum2 += values[i + 2];
      sum3 += values[i + 3];
      sum4 += values[i + 4];
      sum5 += values[i + 5];
      sum6 += values[i + 6];
      sum7 += values[i + 7];
    }
    for (; i < to; i++) {
      sum0 += values[i];
    }
    double sum = sum0 + sum1 + sum2 + sum3 + sum4 + sum5 + sum6 + sum7;
    return Double.isFinite(sum) || eachIsFinite(from, to);
  }

  private boolean eachIsFinite(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Double.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  private double[] sameLength(FlatVector other) {
    double[] array = ((DoubleVector) other).values;
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
