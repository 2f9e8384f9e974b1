package org.lockstep.model.blas;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS from the class path, where its jars are there: JavaCPP writes it below the user's home,
 * or where {@code org.bytedeco.javacpp.cachedir} says, once per machine, and loads it.
 *
 * <p>For maintainers: no other class may name one of JavaCPP's, so that the thin jar works without.
 */
final class BundledBlas {
  private BundledBlas() {}

  /** As in {@code OpenBLAS 0.3.31 (bundled)}. */
  static String name() {
    return openblas_nolapack.OPENBLAS_VERSION.strip() + " (bundled)";
  }

  /** Whether its classes are on the class path. */
  static boolean isOnClassPath() {
    return BundledBlas.class.getResource("/org/bytedeco/openblas/global/openblas_nolapack.class")
        != null;
  }

  /**
   * Loads the library, and keeps it to the thread that calls it.
   *
   * @return the file, for netlib to load
   * @throws LinkageError where there is none for this system, or it cannot be written or loaded
   */
  static String load() {
    Loader.load(openblas_nolapack.class);
    openblas_nolapack.blas_set_num_threads(1);
    return Loader.getLoadedLibraries().get("openblas_nolapack@.0");
  }
}
