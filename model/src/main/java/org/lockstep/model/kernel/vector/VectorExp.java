package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Exp;

/** {@link Exp} in vectors, operation by operation. */
final class VectorExp {
  private VectorExp() {}

  /** {@code e^x} of the elements [from, to), in place. */
  static void of(float[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.FLOATS.length();
        i <= end;
        i += VectorFunctions.FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(VectorFunctions.FLOATS, array, i);
      FloatVector c = x.blend(Exp.F_MAX, x.compare(VectorOperators.GT, Exp.F_MAX));
      c = c.blend(Exp.F_MIN, c.compare(VectorOperators.LT, Exp.F_MIN));
      FloatVector e = between(c);
      e.blend(Float.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Exp.of(array[i]);
    }
  }

  /** {@code e^x} for x between the limits. */
  static FloatVector between(FloatVector x) {
    FloatVector shift = x.broadcast(Exp.F_SHIFT);
    FloatVector shifted = x.fma(x.broadcast(Exp.F_LOG2_E), shift);
    FloatVector n = shifted.sub(shift);
    FloatVector first = n.fma(x.broadcast(-Exp.F_LN2), x);
    FloatVector r = n.fma(x.broadcast(-Exp.F_LN2_REST), first);
    FloatVector restOfR = n.fma(x.broadcast(-Exp.F_LN2_REST), first.sub(r));
    FloatVector e = r.add(r.mul(r).fma(q(r), restOfR)).add(1);
    IntVector bits = shifted.reinterpretAsInts();
    IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
    return e.mul(half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
        .mul(bits.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
  }

  /** {@code (e^r - 1 - r)/r²}. */
  static FloatVector q(FloatVector r) {
    FloatVector q = r.broadcast(Exp.F5);
    q = q.fma(r, r.broadcast(Exp.F4));
    q = q.fma(r, r.broadcast(Exp.F3));
    q = q.fma(r, r.broadcast(Exp.F2));
    q = q.fma(r, r.broadcast(Exp.F1));
    q = q.fma(r, r.broadcast(Exp.F0));
    return q;
  }

  /** {@code e^x} of the elements [from, to), in place. */
  static void of(double[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.DOUBLES.length();
        i <= end;
        i += VectorFunctions.DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(VectorFunctions.DOUBLES, array, i);
      DoubleVector c = x.blend(Exp.D_MAX, x.compare(VectorOperators.GT, Exp.D_MAX));
      c = c.blend(Exp.D_MIN, c.compare(VectorOperators.LT, Exp.D_MIN));
      DoubleVector e = between(c);
      e.blend(Double.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Exp.of(array[i]);
    }
  }

  /** {@code e^x} for x between the limits. */
  static DoubleVector between(DoubleVector x) {
    DoubleVector shift = x.broadcast(Exp.D_SHIFT);
    DoubleVector shifted = x.fma(x.broadcast(Exp.D_LOG2_E), shift);
    DoubleVector n = shifted.sub(shift);
    DoubleVector first = n.fma(x.broadcast(-Exp.D_LN2), x);
    DoubleVector r = n.fma(x.broadcast(-Exp.D_LN2_REST), first);
    DoubleVector restOfR = n.fma(x.broadcast(-Exp.D_LN2_REST), first.sub(r));
    DoubleVector e = r.add(r.mul(r).fma(q(r), restOfR)).add(1);
    LongVector bits = shifted.reinterpretAsLongs();
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    return e.mul(half.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
        .mul(bits.sub(half).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
  }

  /** {@code (e^r - 1 - r)/r²}. */
  static DoubleVector q(DoubleVector r) {
    DoubleVector q = r.broadcast(Exp.D10);
    q = q.fma(r, r.broadcast(Exp.D9));
    q = q.fma(r, r.broadcast(Exp.D8));
    q = q.fma(r, r.broadcast(Exp.D7));
    q = q.fma(r, r.broadcast(Exp.D6));
    q = q.fma(r, r.broadcast(Exp.D5));
    q = q.fma(r, r.broadcast(Exp.D4));
    q = q.fma(r, r.broadcast(Exp.D3));
    q = q.fma(r, r.broadcast(Exp.D2));
    q = q.fma(r, r.broadcast(Exp.D1));
    q = q.fma(r, r.broadcast(Exp.D0));
    return q;
  }
}
