package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Log;

/** {@link Log} in vectors, operation by operation. */
final class VectorLog {
  private VectorLog() {}

  /** {@code ln x} of the elements [from, to), in place. */
  static void of(float[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.FLOATS.length();
        i <= end;
        i += VectorFunctions.FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(VectorFunctions.FLOATS, array, i);
      VectorMask<Float> small = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
      IntVector bits = x.blend(x.mul(Log.F_RAISE), small).reinterpretAsInts().add(Log.F_LIFT);
      FloatVector k =
          bits.lanewise(VectorOperators.LSHR, 23)
              .lanewise(VectorOperators.OR, Log.F_WHOLE)
              .reinterpretAsFloats()
              .sub(x.broadcast(Log.F_BIAS).blend(Log.F_RAISED_BIAS, small));
      FloatVector f =
          bits.lanewise(VectorOperators.AND, Log.F_FRACTION)
              .add(Log.F_ROOT)
              .reinterpretAsFloats()
              .sub(1);
      FloatVector ln = sum(k, f, tail(f));
      ln = ln.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      ln = ln.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
      x.broadcast(Float.NaN).blend(ln, x.compare(VectorOperators.GE, 0)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Log.of(array[i]);
    }
  }

  /** {@code ln(1 + f) - f}. */
  static FloatVector tail(FloatVector f) {
    FloatVector s = f.div(f.add(2));
    FloatVector z = s.mul(s);
    FloatVector h = f.mul(f).mul(0.5f);
    FloatVector q = z.broadcast(Log.F2);
    q = q.fma(z, z.broadcast(Log.F1));
    q = q.fma(z, z.broadcast(Log.F0));
    return s.fma(z.fma(q, h), h.neg());
  }

  /** {@code k·ln 2 + f + tail}, where the first two can cancel. */
  static FloatVector sum(FloatVector k, FloatVector f, FloatVector tail) {
    FloatVector high = k.mul(Log.F_LN2);
    FloatVector sum = high.add(f);
    FloatVector rest = high.sub(sum).add(f);
    return sum.add(k.fma(k.broadcast(Log.F_LN2_REST), tail).add(rest));
  }

  /** {@code ln x} of the elements [from, to), in place. */
  static void of(double[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.DOUBLES.length();
        i <= end;
        i += VectorFunctions.DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(VectorFunctions.DOUBLES, array, i);
      VectorMask<Double> small = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
      LongVector bits = x.blend(x.mul(Log.D_RAISE), small).reinterpretAsLongs().add(Log.D_LIFT);
      DoubleVector k =
          bits.lanewise(VectorOperators.LSHR, 52)
              .lanewise(VectorOperators.OR, Log.D_WHOLE)
              .reinterpretAsDoubles()
              .sub(x.broadcast(Log.D_BIAS).blend(Log.D_RAISED_BIAS, small));
      DoubleVector f =
          bits.lanewise(VectorOperators.AND, Log.D_FRACTION)
              .add(Log.D_ROOT)
              .reinterpretAsDoubles()
              .sub(1);
      DoubleVector ln = sum(k, f, tail(f));
      ln = ln.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      ln = ln.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
      x.broadcast(Double.NaN).blend(ln, x.compare(VectorOperators.GE, 0)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Log.of(array[i]);
    }
  }

  /** {@code ln(1 + f) - f}. */
  static DoubleVector tail(DoubleVector f) {
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector h = f.mul(f).mul(0.5);
    DoubleVector q = z.broadcast(Log.D6);
    q = q.fma(z, z.broadcast(Log.D5));
    q = q.fma(z, z.broadcast(Log.D4));
    q = q.fma(z, z.broadcast(Log.D3));
    q = q.fma(z, z.broadcast(Log.D2));
    q = q.fma(z, z.broadcast(Log.D1));
    q = q.fma(z, z.broadcast(Log.D0));
    return s.fma(z.fma(q, h), h.neg());
  }

  /** {@code k·ln 2 + f + tail}, where the first two can cancel. */
  static DoubleVector sum(DoubleVector k, DoubleVector f, DoubleVector tail) {
    DoubleVector high = k.mul(Log.D_LN2);
    DoubleVector sum = high.add(f);
    DoubleVector rest = high.sub(sum).add(f);
    return sum.add(k.fma(k.broadcast(Log.D_LN2_REST), tail).add(rest));
  }
}
