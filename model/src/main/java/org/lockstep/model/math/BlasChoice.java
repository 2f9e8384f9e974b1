package org.lockstep.model.math;

import dev.ludovic.netlib.blas.BLAS;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;

/**
 * Which BLAS a JVM computes with. Native libraries are tried in this order, and the first one whose
 * products are right is used from then on, by all of the JVM:
 *
 * <ol>
 *   <li>the one that the user names in netlib's own properties, {@code
 *       dev.ludovic.netlib.blas.nativeLibPath} or {@code dev.ludovic.netlib.blas.nativeLib};
 *   <li>OpenBLAS from the class path, on one thread;
 *   <li>{@code libblas.so.3} of the system.
 * </ol>
 *
 * <p>Without any there is Java: on the vector module where the JVM has it, else plain.
 *
 * <p>A task has one core. The bundled library is told so; one that the user or the system provides
 * cannot be, because it reads {@code OPENBLAS_NUM_THREADS} or its like from the environment, which
 * a JVM cannot change after its start.
 */
public enum BlasChoice {
  /** A native library if one works, else Java. */
  AUTO {
    @Override
    public BlasSelection select(String where) {
      return NativeBlas.ofThisJvm().selectionOrJava();
    }
  },
  /** A native library: the one that the user names, if any; fails without. */
  NATIVE {
    @Override
    public BlasSelection select(String where) {
      NativeBlas found = NativeBlas.ofThisJvm();
      if (!found.isPresent() || found.hasSkippedTheNamed()) {
        throw BadInputException.at(
            Mention.of("blas") + " native",
            "a native BLAS library",
            "none " + where + ": " + found.troubles());
      }
      return found.selectionOrJava();
    }
  },
  /** Java only. No native code is loaded. */
  JAVA {
    @Override
    public BlasSelection select(String where) {
      return NetlibBlas.java();
    }
  };

  /**
   * The BLAS of this JVM for this choice.
   *
   * @param where this is, for the message, as in "on worker-3"
   * @throws BadInputException where a native library is insisted on and none works
   */
  public abstract BlasSelection select(String where);

  /** The BLAS alone. */
  public final BLAS load() {
    return select("in this JVM").blas();
  }
}
