package org.lockstep.model.blas;

import org.lockstep.model.error.BadInputException;
import org.lockstep.model.kernel.Products;

/**
 * Which products a JVM uses: {@linkplain Products our own}, whose bits are the same on every
 * processor, or those of a native library, whose bits depend on its version and kernel. netlib
 * loads one library per JVM, which is used if its products are correct. It is the first of these
 * that is available:
 *
 * <ol>
 *   <li>the one that the user names in netlib's properties, {@code
 *       dev.ludovic.netlib.blas.nativeLibPath} or {@code dev.ludovic.netlib.blas.nativeLib};
 *   <li>OpenBLAS from the class path, on one thread;
 *   <li>the system's {@code libblas.so.3}.
 * </ol>
 *
 * <p>A task has one core, so the bundled library is limited to one thread. A library from the user
 * or the system cannot be limited: it reads {@code OPENBLAS_NUM_THREADS} or a similar variable from
 * the environment, which a JVM cannot change once it has started.
 */
public enum BlasChoice {
  /** A native library if one works, otherwise our own products. */
  AUTO {
    @Override
    public BlasSelection select(String where) {
      NativeBlas found = NativeBlas.ofThisJvm(NativeBlas.Wanted.ANY);
      return found.selection().orElseGet(() -> OwnProducts.insteadOf(found));
    }
  },
  /** Our own products. No native code is loaded. */
  JAVA {
    @Override
    public BlasSelection select(String where) {
      return OwnProducts.ofThisJvm();
    }
  },
  /** A native library, the one that the user names if any. Fails if none works. */
  NATIVE {
    @Override
    public BlasSelection select(String where) {
      return NativeBlas.ofThisJvm(NativeBlas.Wanted.ANY).selectionOrThrow("native", where);
    }
  },
  /** Intel's MKL. Fails if it is not installed or does not work. */
  MKL {
    @Override
    public BlasSelection select(String where) {
      return NativeBlas.ofThisJvm(NativeBlas.Wanted.MKL).selectionOrThrow("mkl", where);
    }
  };

  /**
   * Returns this JVM's products for this choice.
   *
   * @param where the place of this JVM, for the message, as in "on worker-3"
   * @throws BadInputException if the choice requires a native library and none works
   */
  public abstract BlasSelection select(String where);

  /** Returns only the products. */
  public final Products load() {
    return select("in this JVM").products();
  }
}
