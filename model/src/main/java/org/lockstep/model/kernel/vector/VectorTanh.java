package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Exp;
import org.lockstep.model.kernel.Tanh;

/** {@link Tanh} in vectors, operation by operation. */
final class VectorTanh {
  private VectorTanh() {}

  /** {@code tanh x} of the elements [from, to), in place. */
  static void of(float[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.FLOATS.length();
        i <= end;
        i += VectorFunctions.FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(VectorFunctions.FLOATS, array, i);
      FloatVector c = x.abs();
      c = c.blend(Tanh.F_MAX, c.compare(VectorOperators.GT, Tanh.F_MAX)).mul(-2);
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
      FloatVector whole = x.broadcast(0.5f).sub(half); // ½·(1 - 2^n)
      FloatVector restOfWhole = x.broadcast(0.5f).sub(whole).sub(half);
      half = half.neg();
      FloatVector sum = half.fma(r, whole);
      FloatVector rest = half.fma(tail, half.fma(r, whole.sub(sum))).add(restOfWhole);
      FloatVector h = sum.add(rest);
      FloatVector restOfH = sum.sub(h).add(rest);
      FloatVector divisor = x.broadcast(1f).sub(h);
      FloatVector restOfDivisor = x.broadcast(1f).sub(divisor).sub(h).sub(restOfH);
      FloatVector inverse = x.broadcast(1f).div(divisor);
      FloatVector q = h.mul(inverse);
      FloatVector minusQ = q.neg();
      FloatVector remainder = minusQ.fma(divisor, h).add(minusQ.fma(restOfDivisor, restOfH));
      q = remainder.fma(inverse, q);
      q =
          q.reinterpretAsInts()
              .lanewise(
                  VectorOperators.OR,
                  x.reinterpretAsInts().lanewise(VectorOperators.AND, Tanh.F_SIGN))
              .reinterpretAsFloats();
      q.blend(Float.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Tanh.of(array[i]);
    }
  }

  /** {@code tanh x} of the elements [from, to), in place. */
  static void of(double[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.DOUBLES.length();
        i <= end;
        i += VectorFunctions.DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(VectorFunctions.DOUBLES, array, i);
      DoubleVector c = x.abs();
      c = c.blend(Tanh.D_MAX, c.compare(VectorOperators.GT, Tanh.D_MAX)).mul(-2);
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
      DoubleVector whole = x.broadcast(0.5).sub(half); // ½·(1 - 2^n)
      DoubleVector restOfWhole = x.broadcast(0.5).sub(whole).sub(half);
      half = half.neg();
      DoubleVector sum = half.fma(r, whole);
      DoubleVector rest = half.fma(tail, half.fma(r, whole.sub(sum))).add(restOfWhole);
      DoubleVector h = sum.add(rest);
      DoubleVector restOfH = sum.sub(h).add(rest);
      DoubleVector divisor = x.broadcast(1).sub(h);
      DoubleVector restOfDivisor = x.broadcast(1).sub(divisor).sub(h).sub(restOfH);
      DoubleVector inverse = x.broadcast(1).div(divisor);
      DoubleVector q = h.mul(inverse);
      DoubleVector minusQ = q.neg();
      DoubleVector remainder = minusQ.fma(divisor, h).add(minusQ.fma(restOfDivisor, restOfH));
      q = remainder.fma(inverse, q);
      q =
          q.reinterpretAsLongs()
              .lanewise(
                  VectorOperators.OR,
                  x.reinterpretAsLongs().lanewise(VectorOperators.AND, Tanh.D_SIGN))
              .reinterpretAsDoubles();
      q.blend(Double.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Tanh.of(array[i]);
    }
  }
}
