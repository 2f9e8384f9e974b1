package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide vectors are, how many there are, and how products are cut accordingly. All of it is
 * constant once the class is loaded, as C2 wants it.
 */
final class Lanes {
  /** Bits per vector: the property is for tests and measurements. */
  static final int BITS =
      Integer.getInteger(
          "lockstep.vector.bits", FloatVector.SPECIES_PREFERRED.vectorShape().vectorBitSize());

  static final VectorSpecies<Float> FLOAT =
      VectorSpecies.of(float.class, VectorShape.forBitSize(BITS));

  static final VectorSpecies<Double> DOUBLE =
      VectorSpecies.of(double.class, VectorShape.forBitSize(BITS));

  static final int FLOATS = FLOAT.length();
  static final int DOUBLES = DOUBLE.length();

  /** x86-64 has 16 vector registers up to AVX2; AVX-512 and arm64 have 32. */
  static final boolean MANY_REGISTERS =
      BITS >= 512 || !System.getProperty("os.arch").matches("amd64|x86_64");

  /** How far the inner index runs at once: a tile's rows of the left factor fill half of 48 KiB. */
  static final int FLOAT_DEPTH = 400;

  static final int DOUBLE_DEPTH = 200;

  /**
   * How far apart rows of a left factor lie where tiles read them: an odd number of cache lines.
   * Those that lie so are not copied.
   */
  static final int FLOAT_ROW = FLOAT_DEPTH + 32;

  static final int DOUBLE_ROW = DOUBLE_DEPTH + 16;

  /** Rows of a left factor that are multiplied at once; they lie in the second-level cache. */
  static final int FLOAT_ROWS = 130;

  static final int DOUBLE_ROWS = 78;

  /** Vectors per row of a right factor that are multiplied at once. */
  static final int VECTORS = 32;

  private Lanes() {}
}
