package org.lockstep.model.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of vectors, the number of registers, and the sizes into which products are cut. All are
 * constant once the class is loaded, as C2 needs them to be.
 */
final class Lanes {
  /** Bits per vector; the property is for tests and measurements. */
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

  /**
   * The most steps of the inner index in a block: a tile's rows of the left factor fill half of 48
   * KiB.
   */
  static final int FLOAT_DEPTH = 400;

  static final int DOUBLE_DEPTH = 200;

  /**
   * How far apart the rows of a left factor lie where tiles read them: an odd number of cache
   * lines. Rows that already lie this far apart are not copied.
   */
  static final int FLOAT_ROW = FLOAT_DEPTH + 32;

  static final int DOUBLE_ROW = DOUBLE_DEPTH + 16;

  /** The most rows of a left factor in a block; they lie in the second-level cache. */
  static final int FLOAT_ROWS = 130;

  static final int DOUBLE_ROWS = 78;

  /** The most vectors per row of a right factor in a block. */
  static final int VECTORS = 32;

  private Lanes() {}
}
