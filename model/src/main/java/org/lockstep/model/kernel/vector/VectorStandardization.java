package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.lockstep.model.kernel.PlainStandardization;
import org.lockstep.model.kernel.Standardization;

/**
 * Standardises a vector of numbers at a time, in the widest vectors of this processor, and the last
 * few one by one. Bytes become ints first, because a direct conversion to floats would keep their
 * sign.
 *
 * <p>Each type of numbers has one width of vectors: once a JVM has seen floats of two widths, Java
 * 17 compiles every method on floats for both, and makes an object of every vector. Doubles would
 * become floats of half the width, so a plain loop converts them.
 */
public final class VectorStandardization implements Standardization {
  private final Standardization plain = new PlainStandardization();

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  // As many lanes as FLOATS.
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  // At least as many lanes as FLOATS: no vector is shorter than 64 bits. Surplus lanes are read and
  // ignored.
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(64, FLOATS.vectorBitSize() / 4)));

  @Override
  public void standardize(
      byte[] from,
      int at,
      float[] shift,
      float[] factor,
      int column,
      float[] to,
      int start,
      int n) {
    int i = 0;
    for (int end = n - BYTES.length(); i <= end; i += FLOATS.length()) {
      IntVector x =
          ByteVector.fromArray(BYTES, from, at + i)
              .convertShape(VectorOperators.B2I, INTS, 0)
              .reinterpretAsInts()
              .lanewise(VectorOperators.AND, 0xff);
      ((FloatVector) x.convertShape(VectorOperators.I2F, FLOATS, 0))
          .sub(FloatVector.fromArray(FLOATS, shift, column + i))
          .mul(FloatVector.fromArray(FLOATS, factor, column + i))
          .intoArray(to, start + i);
    }
    for (; i < n; i++) {
      to[start + i] = ((from[at + i] & 0xff) - shift[column + i]) * factor[column + i];
    }
  }

  @Override
  public void standardize(
      byte[] from, int at, float shift, float factor, float[] to, int start, int n) {
    int i = 0;
    for (int end = n - BYTES.length(); i <= end; i += FLOATS.length()) {
      IntVector x =
          ByteVector.fromArray(BYTES, from, at + i)
              .convertShape(VectorOperators.B2I, INTS, 0)
              .reinterpretAsInts()
              .lanewise(VectorOperators.AND, 0xff);
      ((FloatVector) x.convertShape(VectorOperators.I2F, FLOATS, 0))
          .sub(shift)
          .mul(factor)
          .intoArray(to, start + i);
    }
    for (; i < n; i++) {
      to[start + i] = ((from[at + i] & 0xff) - shift) * factor;
    }
  }

  @Override
  public void standardize(
      float[] from,
      int at,
      float[] shift,
      float[] factor,
      int column,
      float[] to,
      int start,
      int n) {
    int i = 0;
    for (int end = n - FLOATS.length(); i <= end; i += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, from, at + i)
          .sub(FloatVector.fromArray(FLOATS, shift, column + i))
          .mul(FloatVector.fromArray(FLOATS, factor, column + i))
          .intoArray(to, start + i);
    }
    for (; i < n; i++) {
      to[start + i] = (from[at + i] - shift[column + i]) * factor[column + i];
    }
  }

  @Override
  public void standardize(
      double[] from,
      int at,
      float[] shift,
      float[] factor,
      int column,
      float[] to,
      int start,
      int n) {
    plain.standardize(from, at, shift, factor, column, to, start, n);
  }

  @Override
  public void standardize(
      byte[] from,
      int at,
      double[] shift,
      double[] factor,
      int column,
      double[] to,
      int start,
      int n) {
    int i = 0;
    for (int end = n - BYTES.length(); i <= end; i += INTS.length()) {
      IntVector x =
          ByteVector.fromArray(BYTES, from, at + i)
              .convertShape(VectorOperators.B2I, INTS, 0)
              .reinterpretAsInts()
              .lanewise(VectorOperators.AND, 0xff);
      ((DoubleVector) x.convertShape(VectorOperators.I2D, DOUBLES, 0))
          .sub(DoubleVector.fromArray(DOUBLES, shift, column + i))
          .mul(DoubleVector.fromArray(DOUBLES, factor, column + i))
          .intoArray(to, start + i);
      ((DoubleVector) x.convertShape(VectorOperators.I2D, DOUBLES, 1))
          .sub(DoubleVector.fromArray(DOUBLES, shift, column + i + DOUBLES.length()))
          .mul(DoubleVector.fromArray(DOUBLES, factor, column + i + DOUBLES.length()))
          .intoArray(to, start + i + DOUBLES.length());
    }
    for (; i < n; i++) {
      to[start + i] = ((from[at + i] & 0xff) - shift[column + i]) * factor[column + i];
    }
  }

  @Override
  public void standardize(
      byte[] from, int at, double shift, double factor, double[] to, int start, int n) {
    int i = 0;
    for (int end = n - BYTES.length(); i <= end; i += INTS.length()) {
      IntVector x =
          ByteVector.fromArray(BYTES, from, at + i)
              .convertShape(VectorOperators.B2I, INTS, 0)
              .reinterpretAsInts()
              .lanewise(VectorOperators.AND, 0xff);
      ((DoubleVector) x.convertShape(VectorOperators.I2D, DOUBLES, 0))
          .sub(shift)
          .mul(factor)
          .intoArray(to, start + i);
      ((DoubleVector) x.convertShape(VectorOperators.I2D, DOUBLES, 1))
          .sub(shift)
          .mul(factor)
          .intoArray(to, start + i + DOUBLES.length());
    }
    for (; i < n; i++) {
      to[start + i] = ((from[at + i] & 0xff) - shift) * factor;
    }
  }

  @Override
  public void standardize(
      float[] from,
      int at,
      double[] shift,
      double[] factor,
      int column,
      double[] to,
      int start,
      int n) {
    int i = 0;
    for (int end = n - FLOATS.length(); i <= end; i += FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(FLOATS, from, at + i);
      ((DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 0))
          .sub(DoubleVector.fromArray(DOUBLES, shift, column + i))
          .mul(DoubleVector.fromArray(DOUBLES, factor, column + i))
          .intoArray(to, start + i);
      ((DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 1))
          .sub(DoubleVector.fromArray(DOUBLES, shift, column + i + DOUBLES.length()))
          .mul(DoubleVector.fromArray(DOUBLES, factor, column + i + DOUBLES.length()))
          .intoArray(to, start + i + DOUBLES.length());
    }
    for (; i < n; i++) {
      to[start + i] = (from[at + i] - shift[column + i]) * factor[column + i];
    }
  }

  @Override
  public void standardize(
      double[] from,
      int at,
      double[] shift,
      double[] factor,
      int column,
      double[] to,
      int start,
      int n) {
    int i = 0;
    for (int end = n - DOUBLES.length(); i <= end; i += DOUBLES.length()) {
      DoubleVector.fromArray(DOUBLES, from, at + i)
          .sub(DoubleVector.fromArray(DOUBLES, shift, column + i))
          .mul(DoubleVector.fromArray(DOUBLES, factor, column + i))
          .intoArray(to, start + i);
    }
    for (; i < n; i++) {
      to[start + i] = (from[at + i] - shift[column + i]) * factor[column + i];
    }
  }
}
