package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Exp;
import org.lockstep.model.kernel.Sigmoid;

/** {@link Sigmoid} in vectors, operation by operation. */
final class VectorSigmoid {
  private VectorSigmoid() {}

  /** {@code 1/(1 + e^-x)} of the elements [from, to), in place. */
  static void of(float[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.FLOATS.length();
        i <= end;
        i += VectorFunctions.FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(VectorFunctions.FLOATS, array, i);
      FloatVector c = x.abs().neg();
      c = c.blend(Exp.F_MIN, c.compare(VectorOperators.LT, Exp.F_MIN));
      FloatVector shift = x.broadcast(Exp.F_SHIFT);
      FloatVector shifted = c.fma(x.broadcast(Exp.F_LOG2_E), shift);
      FloatVector n = shifted.sub(shift);
      FloatVector first = n.fma(x.broadcast(-Exp.F_LN2), c);
      FloatVector r = n.fma(x.broadcast(-Exp.F_LN2_REST), first);
      FloatVector restOfR = n.fma(x.broadcast(-Exp.F_LN2_REST), first.sub(r));
      FloatVector sum = r.add(1);
      FloatVector rest = x.broadcast(1f).sub(sum).add(r).add(r.mul(r).fma(VectorExp.q(r), restOfR));
      FloatVector e = sum.add(rest); // e^r
      FloatVector restOfE = sum.sub(e).add(rest);
      IntVector bits = shifted.reinterpretAsInts();
      IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
      FloatVector scale1 = half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector scale2 = bits.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector scale = scale1.mul(scale2); // 2^n
      FloatVector scaled = e.mul(scale);
      FloatVector divisor = scaled.add(1);
      FloatVector restOfDivisor = restOfE.fma(scale, x.broadcast(1f).sub(divisor).add(scaled));
      FloatVector inverse = x.broadcast(1f).div(divisor);
      VectorMask<Float> below = x.compare(VectorOperators.LT, 0);
      e = x.broadcast(1f).blend(e, below);
      restOfE = x.broadcast(0f).blend(restOfE, below);
      FloatVector q = e.mul(inverse);
      FloatVector minusQ = q.neg();
      FloatVector remainder = minusQ.fma(divisor, e).add(minusQ.fma(restOfDivisor, restOfE));
      q = remainder.fma(inverse, q);
      q = q.blend(q.mul(scale1).mul(scale2), below);
      q.blend(Float.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Sigmoid.of(array[i]);
    }
  }

  /** {@code 1/(1 + e^-x)} of the elements [from, to), in place. */
  static void of(double[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.DOUBLES.length();
        i <= end;
        i += VectorFunctions.DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(VectorFunctions.DOUBLES, array, i);
      DoubleVector c = x.abs().neg();
      c = c.blend(Exp.D_MIN, c.compare(VectorOperators.LT, Exp.D_MIN));
      DoubleVector shift = x.broadcast(Exp.D_SHIFT);
      DoubleVector shifted = c.fma(x.broadcast(Exp.D_LOG2_E), shift);
      DoubleVector n = shifted.sub(shift);
      DoubleVector first = n.fma(x.broadcast(-Exp.D_LN2), c);
      DoubleVector r = n.fma(x.broadcast(-Exp.D_LN2_REST), first);
      DoubleVector restOfR = n.fma(x.broadcast(-Exp.D_LN2_REST), first.sub(r));
      DoubleVector sum = r.add(1);
      DoubleVector rest = x.broadcast(1).sub(sum).add(r).add(r.mul(r).fma(VectorExp.q(r), restOfR));
      DoubleVector e = sum.add(rest); // e^r
      DoubleVector restOfE = sum.sub(e).add(rest);
      LongVector bits = shifted.reinterpretAsLongs();
      LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
      DoubleVector scale1 = half.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
      DoubleVector scale2 =
          bits.sub(half).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
      DoubleVector scale = scale1.mul(scale2); // 2^n
      DoubleVector scaled = e.mul(scale);
      DoubleVector divisor = scaled.add(1);
      DoubleVector restOfDivisor = restOfE.fma(scale, x.broadcast(1).sub(divisor).add(scaled));
      DoubleVector inverse = x.broadcast(1).div(divisor);
      VectorMask<Double> below = x.compare(VectorOperators.LT, 0);
      e = x.broadcast(1).blend(e, below);
      restOfE = x.broadcast(0).blend(restOfE, below);
      DoubleVector q = e.mul(inverse);
      DoubleVector minusQ = q.neg();
      DoubleVector remainder = minusQ.fma(divisor, e).add(minusQ.fma(restOfDivisor, restOfE));
      q = remainder.fma(inverse, q);
      q = q.blend(q.mul(scale1).mul(scale2), below);
      q.blend(Double.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Sigmoid.of(array[i]);
    }
  }
}
