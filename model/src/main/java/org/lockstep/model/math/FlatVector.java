package org.lockstep.model.math;

import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * All parameters of a network, or one gradient, or an optimizer's state, as one array. Not
 * thread-safe. Arguments must have the same precision and length as this vector.
 */
public sealed interface FlatVector extends Serializable permits FloatVector, DoubleVector {

  /** A vector of {@code length} zeros. */
  static FlatVector zeros(Precision precision, int length) {
    return switch (precision) {
      case FLOAT -> new FloatVector(new float[length]);
      case DOUBLE -> new DoubleVector(new double[length]);
    };
  }

  /** The type of the values. */
  Precision precision();

  /** The number of values. */
  int length();

  /** Value {@code i}; exact for both precisions. */
  double get(int i);

  /** Sets value {@code i}, rounded to the precision. */
  void set(int i, double value);

  /** Sets every value. */
  default void fill(double value) {
    fill(value, 0, length());
  }

  /** Sets the values [from, to). */
  void fill(double value, int from, int to);

  /** {@code this = other}. */
  void copyFrom(FlatVector other);

  /** A copy with its own memory. */
  FlatVector copy();

  /** {@code this += other}. */
  default void add(FlatVector other) {
    add(other, 0, length());
  }

  /** {@code this[from, to) += other[from, to)}. */
  void add(FlatVector other, int from, int to);

  /**
   * {@code Σ this[i]²} for i in [from, to), in double precision: every fourth element goes into the
   * same one of four sums, which are added at the end, so that no addition waits for the previous
   * one.
   */
  double sumOfSquares(int from, int to);

  /** {@code Σ (scale·this[i] + factor·other[i])²} for i in [from, to), summed the same way. */
  double sumOfSquares(double scale, double factor, FlatVector other, int from, int to);

  /** {@code Σ (scale·this[i] + factor·other[i] + sign·sign(other[i]))²} for i in [from, to). */
  double sumOfSquares(double scale, double factor, double sign, FlatVector other, int from, int to);

  /** {@code Σ |this[i]|} for i in [from, to), in double precision. */
  double sumOfAbsolutes(int from, int to);

  /** {@code Σ this[i]·other[i]} for i in [from, to), summed the same way. */
  double dot(FlatVector other, int from, int to);

  /** {@code this[from, to) = a·x[from, to) + b·y[from, to)}; x and y may be this vector. */
  void combine(double a, FlatVector x, double b, FlatVector y, int from, int to);

  /**
   * Writes every value, little-endian, at the buffer's position.
   *
   * @throws java.nio.BufferOverflowException where fewer than {@code length · precision.bytes()}
   *     bytes remain
   */
  default void writeTo(ByteBuffer buffer) {
    writeTo(buffer, 0, length());
  }

  /** Writes the values [from, to), little-endian, at the buffer's position. */
  void writeTo(ByteBuffer buffer, int from, int to);

  /**
   * Overwrites every value with what {@link #writeTo} wrote.
   *
   * @throws java.nio.BufferUnderflowException where fewer than {@code length · precision.bytes()}
   *     bytes remain
   */
  default void readFrom(ByteBuffer buffer) {
    readFrom(buffer, 0, length());
  }

  /** Overwrites the values [from, to) with what {@link #writeTo} wrote. */
  void readFrom(ByteBuffer buffer, int from, int to);

  /** Whether no value is NaN or infinite. */
  default boolean isFinite() {
    return isFinite(0, length());
  }

  /** Whether no value in [from, to) is NaN or infinite. */
  boolean isFinite(int from, int to);
}
