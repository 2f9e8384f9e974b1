package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Quadrants;
import org.lockstep.model.kernel.Sin;
import org.lockstep.model.kernel.Tanh;

/** {@link Sin} in vectors, operation by operation. */
final class VectorSin {
  private VectorSin() {}

  /** {@code sin x} of the elements [from, to), in place. */
  static void of(float[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.FLOATS.length();
        i <= end;
        i += VectorFunctions.FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(VectorFunctions.FLOATS, array, i);
      FloatVector c = x.abs();
      if (c.compare(VectorOperators.GT, Quadrants.F_MAX).anyTrue()) { // rare
        for (int j = i; j < i + VectorFunctions.FLOATS.length(); j++) {
          array[j] = Sin.of(array[j]);
        }
        continue;
      }
      FloatVector y = VectorQuadrants.of(c, 0);
      y =
          y.reinterpretAsInts()
              .lanewise(
                  VectorOperators.XOR,
                  x.reinterpretAsInts().lanewise(VectorOperators.AND, Tanh.F_SIGN))
              .reinterpretAsFloats();
      y.blend(Float.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Sin.of(array[i]);
    }
  }

  /** {@code sin x} of the elements [from, to), in place. */
  static void of(double[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.DOUBLES.length();
        i <= end;
        i += VectorFunctions.DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(VectorFunctions.DOUBLES, array, i);
      DoubleVector c = x.abs();
      if (c.compare(VectorOperators.GT, Quadrants.D_MAX).anyTrue()) { // rare
        for (int j = i; j < i + VectorFunctions.DOUBLES.length(); j++) {
          array[j] = Sin.of(array[j]);
        }
        continue;
      }
      DoubleVector y = VectorQuadrants.of(c, 0);
      y =
          y.reinterpretAsLongs()
              .lanewise(
                  VectorOperators.XOR,
                  x.reinterpretAsLongs().lanewise(VectorOperators.AND, Tanh.D_SIGN))
              .reinterpretAsDoubles();
      y.blend(Double.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Sin.of(array[i]);
    }
  }
}
