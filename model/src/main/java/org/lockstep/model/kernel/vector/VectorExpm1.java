package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Exp;
import org.lockstep.model.kernel.Expm1;

/** {@link Expm1} in vectors, operation by operation. */
final class VectorExpm1 {
  private VectorExpm1() {}

  /** {@code e^x - 1} of the elements [from, to), in place. */
  static void of(float[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.FLOATS.length();
        i <= end;
        i += VectorFunctions.FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(VectorFunctions.FLOATS, array, i);
      FloatVector c = x.blend(Expm1.F_MAX, x.compare(VectorOperators.GT, Expm1.F_MAX));
      c = c.blend(Expm1.F_MIN, c.compare(VectorOperators.LT, Expm1.F_MIN));
      FloatVector shift = x.broadcast(Exp.F_HALF_SHIFT);
      FloatVector shifted = c.fma(x.broadcast(Exp.F_LOG2_E), shift);
      FloatVector n = shifted.sub(shift);
      FloatVector half =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .reinterpretAsFloats(); // ½·2^n
      FloatVector first = n.fma(x.broadcast(-Exp.F_LN2), c);
      FloatVector r = n.fma(x.broadcast(-Exp.F_LN2_REST), first);
      FloatVector restOfR = n.fma(x.broadcast(-Exp.F_LN2_REST), first.sub(r));
      FloatVector tail = r.mul(r).fma(VectorExp.q(r), restOfR.fma(r, restOfR));
      FloatVector whole = half.sub(0.5f); // ½·(2^n - 1)
      FloatVector restOfWhole = half.sub(whole).sub(0.5f);
      FloatVector sum = half.fma(r, whole);
      FloatVector restOfSum = half.fma(r, whole.sub(sum));
      FloatVector e = sum.add(half.fma(tail, restOfSum).add(restOfWhole));
      e = e.add(e).blend(x, x.abs().compare(VectorOperators.LT, Expm1.F_TINY));
      e.blend(Float.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Expm1.of(array[i]);
    }
  }

  /** {@code e^x - 1} of the elements [from, to), in place. */
  static void of(double[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.DOUBLES.length();
        i <= end;
        i += VectorFunctions.DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(VectorFunctions.DOUBLES, array, i);
      DoubleVector c = x.blend(Expm1.D_MAX, x.compare(VectorOperators.GT, Expm1.D_MAX));
      c = c.blend(Expm1.D_MIN, c.compare(VectorOperators.LT, Expm1.D_MIN));
      DoubleVector shift = x.broadcast(Exp.D_HALF_SHIFT);
      DoubleVector shifted = c.fma(x.broadcast(Exp.D_LOG2_E), shift);
      DoubleVector n = shifted.sub(shift);
      DoubleVector half =
          shifted
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHL, 52)
              .reinterpretAsDoubles(); // ½·2^n
      DoubleVector first = n.fma(x.broadcast(-Exp.D_LN2), c);
      DoubleVector r = n.fma(x.broadcast(-Exp.D_LN2_REST), first);
      DoubleVector restOfR = n.fma(x.broadcast(-Exp.D_LN2_REST), first.sub(r));
      DoubleVector tail = r.mul(r).fma(VectorExp.q(r), restOfR.fma(r, restOfR));
      DoubleVector whole = half.sub(0.5); // ½·(2^n - 1)
      DoubleVector restOfWhole = half.sub(whole).sub(0.5);
      DoubleVector sum = half.fma(r, whole);
      DoubleVector restOfSum = half.fma(r, whole.sub(sum));
      DoubleVector e = sum.add(half.fma(tail, restOfSum).add(restOfWhole));
      e = e.add(e).blend(x, x.abs().compare(VectorOperators.LT, Expm1.D_TINY));
      e.blend(Double.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Expm1.of(array[i]);
    }
  }
}
