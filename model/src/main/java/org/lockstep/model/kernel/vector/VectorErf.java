package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Erf;
import org.lockstep.model.kernel.Exp;
import org.lockstep.model.kernel.Tanh;

/**
 * {@link Erf} in vectors, operation by operation. Everything is written out, including {@link
 * VectorExp}: C2 inlines no method into one as large as this, and would allocate the vectors passed
 * to it and returned by it.
 */
final class VectorErf {
  private VectorErf() {}

  /** {@code erf x} of the elements [from, to), in place. */
  static void of(float[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.FLOATS.length();
        i <= end;
        i += VectorFunctions.FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(VectorFunctions.FLOATS, array, i);
      FloatVector a = x.abs();
      FloatVector y = a.blend(Erf.F_MAX, a.compare(VectorOperators.GT, Erf.F_MAX)).sub(1);
      FloatVector far = y.broadcast(Erf.F_FAR7);
      far = far.fma(y, y.broadcast(Erf.F_FAR6));
      far = far.fma(y, y.broadcast(Erf.F_FAR5));
      far = far.fma(y, y.broadcast(Erf.F_FAR4));
      far = far.fma(y, y.broadcast(Erf.F_FAR3));
      far = far.fma(y, y.broadcast(Erf.F_FAR2));
      far = far.fma(y, y.broadcast(Erf.F_FAR1));
      FloatVector far0 = y.broadcast(Erf.F_FAR0);
      FloatVector p = far.fma(y, far0);
      FloatVector restOfP = far.fma(y, far0.sub(p));

      // e^-p
      FloatVector c = p.neg();
      FloatVector shift = x.broadcast(Exp.F_SHIFT);
      FloatVector shifted = c.fma(x.broadcast(Exp.F_LOG2_E), shift);
      FloatVector n = shifted.sub(shift);
      FloatVector first = n.fma(x.broadcast(-Exp.F_LN2), c);
      FloatVector r = n.fma(x.broadcast(-Exp.F_LN2_REST), first);
      FloatVector restOfR = n.fma(x.broadcast(-Exp.F_LN2_REST), first.sub(r));
      FloatVector q = r.broadcast(Exp.F5);
      q = q.fma(r, r.broadcast(Exp.F4));
      q = q.fma(r, r.broadcast(Exp.F3));
      q = q.fma(r, r.broadcast(Exp.F2));
      q = q.fma(r, r.broadcast(Exp.F1));
      q = q.fma(r, r.broadcast(Exp.F0));
      FloatVector e = r.add(r.mul(r).fma(q, restOfR)).add(1);
      IntVector bits = shifted.reinterpretAsInts();
      IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
      e =
          e.mul(half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
              .mul(bits.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());

      FloatVector erf = x.broadcast(1f).sub(e.neg().fma(restOfP, e));
      erf =
          erf.reinterpretAsInts()
              .lanewise(
                  VectorOperators.OR,
                  x.reinterpretAsInts().lanewise(VectorOperators.AND, Tanh.F_SIGN))
              .reinterpretAsFloats();

      FloatVector z = x.fma(x, x.broadcast(-0.5f));
      FloatVector near = z.broadcast(Erf.F_NEAR6);
      near = near.fma(z, z.broadcast(Erf.F_NEAR5));
      near = near.fma(z, z.broadcast(Erf.F_NEAR4));
      near = near.fma(z, z.broadcast(Erf.F_NEAR3));
      near = near.fma(z, z.broadcast(Erf.F_NEAR2));
      near = near.fma(z, z.broadcast(Erf.F_NEAR1));
      near = near.fma(z, z.broadcast(Erf.F_NEAR0));
      erf = erf.blend(x.fma(near, x), a.compare(VectorOperators.LT, 1));
      erf.blend(Float.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Erf.of(array[i]);
    }
  }

  /** {@code erf x} of the elements [from, to), in place. */
  static void of(double[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.DOUBLES.length();
        i <= end;
        i += VectorFunctions.DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(VectorFunctions.DOUBLES, array, i);
      DoubleVector a = x.abs();
      DoubleVector y = a.blend(Erf.D_MAX, a.compare(VectorOperators.GT, Erf.D_MAX)).sub(1);
      DoubleVector far = y.broadcast(Erf.D_FAR18);
      far = far.fma(y, y.broadcast(Erf.D_FAR17));
      far = far.fma(y, y.broadcast(Erf.D_FAR16));
      far = far.fma(y, y.broadcast(Erf.D_FAR15));
      far = far.fma(y, y.broadcast(Erf.D_FAR14));
      far = far.fma(y, y.broadcast(Erf.D_FAR13));
      far = far.fma(y, y.broadcast(Erf.D_FAR12));
      far = far.fma(y, y.broadcast(Erf.D_FAR11));
      far = far.fma(y, y.broadcast(Erf.D_FAR10));
      far = far.fma(y, y.broadcast(Erf.D_FAR9));
      far = far.fma(y, y.broadcast(Erf.D_FAR8));
      far = far.fma(y, y.broadcast(Erf.D_FAR7));
      far = far.fma(y, y.broadcast(Erf.D_FAR6));
      far = far.fma(y, y.broadcast(Erf.D_FAR5));
      far = far.fma(y, y.broadcast(Erf.D_FAR4));
      far = far.fma(y, y.broadcast(Erf.D_FAR3));
      far = far.fma(y, y.broadcast(Erf.D_FAR2));
      far = far.fma(y, y.broadcast(Erf.D_FAR1));
      DoubleVector far0 = y.broadcast(Erf.D_FAR0);
      DoubleVector p = far.fma(y, far0);
      DoubleVector restOfP = far.fma(y, far0.sub(p));

      // e^-p
      DoubleVector c = p.neg();
      DoubleVector shift = x.broadcast(Exp.D_SHIFT);
      DoubleVector shifted = c.fma(x.broadcast(Exp.D_LOG2_E), shift);
      DoubleVector n = shifted.sub(shift);
      DoubleVector first = n.fma(x.broadcast(-Exp.D_LN2), c);
      DoubleVector r = n.fma(x.broadcast(-Exp.D_LN2_REST), first);
      DoubleVector restOfR = n.fma(x.broadcast(-Exp.D_LN2_REST), first.sub(r));
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
      DoubleVector e = r.add(r.mul(r).fma(q, restOfR)).add(1);
      LongVector bits = shifted.reinterpretAsLongs();
      LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
      e =
          e.mul(half.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
              .mul(bits.sub(half).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());

      DoubleVector erf = x.broadcast(1).sub(e.neg().fma(restOfP, e));
      erf =
          erf.reinterpretAsLongs()
              .lanewise(
                  VectorOperators.OR,
                  x.reinterpretAsLongs().lanewise(VectorOperators.AND, Tanh.D_SIGN))
              .reinterpretAsDoubles();

      DoubleVector z = x.fma(x, x.broadcast(-0.5));
      DoubleVector near = z.broadcast(Erf.D_NEAR12);
      near = near.fma(z, z.broadcast(Erf.D_NEAR11));
      near = near.fma(z, z.broadcast(Erf.D_NEAR10));
      near = near.fma(z, z.broadcast(Erf.D_NEAR9));
      near = near.fma(z, z.broadcast(Erf.D_NEAR8));
      near = near.fma(z, z.broadcast(Erf.D_NEAR7));
      near = near.fma(z, z.broadcast(Erf.D_NEAR6));
      near = near.fma(z, z.broadcast(Erf.D_NEAR5));
      near = near.fma(z, z.broadcast(Erf.D_NEAR4));
      near = near.fma(z, z.broadcast(Erf.D_NEAR3));
      near = near.fma(z, z.broadcast(Erf.D_NEAR2));
      near = near.fma(z, z.broadcast(Erf.D_NEAR1));
      near = near.fma(z, z.broadcast(Erf.D_NEAR0));
      erf = erf.blend(x.fma(near, x), a.compare(VectorOperators.LT, 1));
      erf.blend(Double.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Erf.of(array[i]);
    }
  }
}
