package org.lockstep.model.blas;

import org.lockstep.model.error.BadInputException;
import org.lockstep.model.kernel.Products;

/**
 * Which products a JVM computes with: {@linkplain Products our own}, whose bits are the same on
 * every processor, or those of a native library, whose version and kernel decide theirs. netlib
 * loads one library per JVM, the first of these whose products are right:
 *
 * <ol>
 *   <li>the one that the user names in netlib's own properties, {@code
 *       dev.ludovic.netlib.blas.nativeLibPath} or {@code dev.ludovic.netlib.blas.nativeLib};
 *   <li>OpenBLAS from the class path, on one thread;
 *   <li>{@code libblas.so.3} of the system.
 * </ol>
 *
 * <p>A task has one core. The bundled library is told so; one that the user or the system provides
 * cannot be, because it reads {@code OPENBLAS_NUM_THREADS} or its like from the environment, which
 * a JVM cannot change after its start.
 */
public enum BlasChoice {
  /** A native library if one works, else ours. */
  AUTO {
    @Override
    public BlasSelection select(String where) {
      NativeBlas found = NativeBlas.ofThisJvm(NativeBlas.Wanted.ANY);
      return found.selection().orElseGet(() -> OwnProducts.insteadOf(found));
    }
  },
  /** Ours. No native code is loaded. */
  JAVA {
    @Override
    public BlasSelection select(String where) {
      return OwnProducts.ofThisJvm();
    }
  },
  /** A native library: the one that the user names, if any; fails without. */
  NATIVE {
    @Override
    public BlasSelection select(String where) {
      return NativeBlas.ofThisJvm(NativeBlas.Wanted.ANY).selectionOrThrow("native", where);
    }
  },
  /** Intel's MKL, where it is installed; fails without. */
  MKL {
    @Override
    public BlasSelection select(String where) {
      return NativeBlas.ofThisJvm(NativeBlas.Wanted.MKL).selectionOrThrow("mkl", where);
    }
  };

  /**
   * The products of this JVM for this choice.
   *
   * @param where this is, for the message, as in "on worker-3"
   * @throws BadInputException where a native library is insisted on and none works
   */
  public abstract BlasSelection select(String where);

  /** The products alone. */
  public final Products load() {
    return select("in this JVM").products();
  }
}
