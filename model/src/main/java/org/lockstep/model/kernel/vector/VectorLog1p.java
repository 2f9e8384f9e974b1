package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Log;
import org.lockstep.model.kernel.Log1p;

/** {@link Log1p} in vectors, operation by operation. */
final class VectorLog1p {
  private VectorLog1p() {}

  /** {@code ln(1 + x)} of the elements [from, to), in place. */
  static void of(float[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.FLOATS.length();
        i <= end;
        i += VectorFunctions.FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(VectorFunctions.FLOATS, array, i);
      IntVector field =
          x.add(1).reinterpretAsInts().add(Log.F_LIFT).lanewise(VectorOperators.LSHR, 23);
      FloatVector k =
          field.lanewise(VectorOperators.OR, Log.F_WHOLE).reinterpretAsFloats().sub(Log.F_BIAS);
      FloatVector scale = // 4·2^-k
          field
              .broadcast(Log1p.F_FIELDS)
              .sub(field)
              .lanewise(VectorOperators.LSHL, 23)
              .reinterpretAsFloats();
      FloatVector quarter = x.mul(0.25f);
      FloatVector offset = scale.fma(0.25f, -1);
      FloatVector f = scale.fma(quarter, offset);
      FloatVector restOfF = scale.fma(quarter, offset.sub(f));
      FloatVector ln = VectorLog.sum(k, f, VectorLog.tail(f).add(f.neg().fma(restOfF, restOfF)));
      ln = ln.blend(x, x.abs().compare(VectorOperators.LT, Log1p.F_TINY));
      ln = ln.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      ln = ln.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1));
      x.broadcast(Float.NaN).blend(ln, x.compare(VectorOperators.GE, -1)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Log1p.of(array[i]);
    }
  }

  /** {@code ln(1 + x)} of the elements [from, to), in place. */
  static void of(double[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.DOUBLES.length();
        i <= end;
        i += VectorFunctions.DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(VectorFunctions.DOUBLES, array, i);
      LongVector field =
          x.add(1).reinterpretAsLongs().add(Log.D_LIFT).lanewise(VectorOperators.LSHR, 52);
      DoubleVector k =
          field.lanewise(VectorOperators.OR, Log.D_WHOLE).reinterpretAsDoubles().sub(Log.D_BIAS);
      DoubleVector scale = // 4·2^-k
          field
              .broadcast(Log1p.D_FIELDS)
              .sub(field)
              .lanewise(VectorOperators.LSHL, 52)
              .reinterpretAsDoubles();
      DoubleVector quarter = x.mul(0.25);
      DoubleVector offset = scale.fma(0.25, -1);
      DoubleVector f = scale.fma(quarter, offset);
      DoubleVector restOfF = scale.fma(quarter, offset.sub(f));
      DoubleVector ln = VectorLog.sum(k, f, VectorLog.tail(f).add(f.neg().fma(restOfF, restOfF)));
      ln = ln.blend(x, x.abs().compare(VectorOperators.LT, Log1p.D_TINY));
      ln = ln.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      ln = ln.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1));
      x.broadcast(Double.NaN).blend(ln, x.compare(VectorOperators.GE, -1)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Log1p.of(array[i]);
    }
  }
}
