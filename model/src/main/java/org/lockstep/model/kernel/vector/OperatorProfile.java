package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Shows the JVM each kind of operator before it compiles the first.
 *
 * <p>All operations on vectors pass through a few methods of the library. If these are compiled
 * when they have met only one kind of operator, they trap at the next, and so on for each kind. C2
 * adds up the traps of every call that it inlines. Beyond {@code PerMethodTrapLimit}, which is 100,
 * it makes an object of every further vector of that method, for as long as the JVM lives: {@code
 * VectorOperators.opCode}, with its four traps, causes that at the 26th operation.
 */
public final class OperatorProfile implements Runnable {
  /** The compilers first look at a method after 200 calls, and last after a few thousand. */
  private static final int ROUNDS = 1000;

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  private static boolean isFilled;

  /** Runs once per JVM. */
  @Override
  public void run() {
    fill();
  }

  private static synchronized void fill() {
    if (isFilled) {
      return;
    }
    isFilled = true;
    float[] floats = new float[FLOATS.length()];
    double[] doubles = new double[DOUBLES.length()];
    for (int i = 0; i < ROUNDS; i++) {
      ofFloats(floats);
      ofDoubles(doubles);
    }
  }

  private static void ofFloats(float[] array) {
    FloatVector x = FloatVector.fromArray(FLOATS, array, 0);
    FloatVector y = x.abs().fma(x, x.add(x));
    IntVector bits = y.reinterpretAsInts().lanewise(VectorOperators.LSHL, 1);
    FloatVector z = (FloatVector) bits.convertShape(VectorOperators.I2F, FLOATS, 0);
    z.blend(x, z.compare(VectorOperators.GT, y)).intoArray(array, 0);
  }

  private static void ofDoubles(double[] array) {
    DoubleVector x = DoubleVector.fromArray(DOUBLES, array, 0);
    DoubleVector y = x.abs().fma(x, x.add(x));
    DoubleVector z =
        y.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 1).reinterpretAsDoubles();
    IntVector half = (IntVector) z.convertShape(VectorOperators.D2I, INTS, 0);
    DoubleVector back = (DoubleVector) half.convertShape(VectorOperators.I2D, DOUBLES, 0);
    back.blend(x, z.compare(VectorOperators.GT, y)).intoArray(array, 0);
  }
}
