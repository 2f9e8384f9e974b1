package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lockstep.model.kernel.Cos;
import org.lockstep.model.kernel.Quadrants;

/** {@link Cos} in vectors, operation by operation. */
final class VectorCos {
  private VectorCos() {}

  /** {@code cos x} of the elements [from, to), in place. */
  static void of(float[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.FLOATS.length();
        i <= end;
        i += VectorFunctions.FLOATS.length()) {
      FloatVector x = FloatVector.fromArray(VectorFunctions.FLOATS, array, i);
      FloatVector c = x.abs();
      if (c.compare(VectorOperators.GT, Quadrants.F_MAX).anyTrue()) { // rare
        for (int j = i; j < i + VectorFunctions.FLOATS.length(); j++) {
          array[j] = Cos.of(array[j]);
        }
        continue;
      }
      FloatVector y = VectorQuadrants.of(c, 1);
      y.blend(Float.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Cos.of(array[i]);
    }
  }

  /** {@code cos x} of the elements [from, to), in place. */
  static void of(double[] array, int from, int to) {
    int i = from;
    for (int end = to - VectorFunctions.DOUBLES.length();
        i <= end;
        i += VectorFunctions.DOUBLES.length()) {
      DoubleVector x = DoubleVector.fromArray(VectorFunctions.DOUBLES, array, i);
      DoubleVector c = x.abs();
      if (c.compare(VectorOperators.GT, Quadrants.D_MAX).anyTrue()) { // rare
        for (int j = i; j < i + VectorFunctions.DOUBLES.length(); j++) {
          array[j] = Cos.of(array[j]);
        }
        continue;
      }
      DoubleVector y = VectorQuadrants.of(c, 1);
      y.blend(Double.NaN, x.compare(VectorOperators.NE, x)).intoArray(array, i);
    }
    for (; i < to; i++) {
      array[i] = Cos.of(array[i]);
    }
  }
}
