package org.lockstep.model.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import org.lockstep.model.error.BadInputException;

/** Which BLAS a JVM computes with. */
public enum BlasChoice {
  /** The native library if it loads, else Java. */
  AUTO {
    @Override
    public BLAS load() {
      return BLAS.getInstance();
    }
  },
  /**
   * The native library that netlib finds: {@code libblas.so.3}, or what {@code
   * -Ddev.ludovic.netlib.blas.nativeLibPath} names; fails without.
   */
  NATIVE {
    @Override
    public BLAS load() {
      try {
        return NativeBLAS.getInstance();
      } catch (LinkageError | RuntimeException e) {
        throw BadInputException.at(
            "--blas native", "a native BLAS library that netlib can load", "none: " + e, e);
      }
    }
  },
  /** Java only, with the vector module where the JVM has it. */
  JAVA {
    @Override
    public BLAS load() {
      return JavaBLAS.getInstance();
    }
  };

  /**
   * The BLAS of this JVM for this choice.
   *
   * @throws BadInputException where the native library is insisted on and does not load
   */
  public abstract BLAS load();

  /** How a BLAS is named in logs: {@code JNIBLAS}, {@code VectorBLAS}, {@code Java11BLAS}, ... */
  public static String nameOf(BLAS blas) {
    return blas.getClass().getSimpleName();
  }
}
