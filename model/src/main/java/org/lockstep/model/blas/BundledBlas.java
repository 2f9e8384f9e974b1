package org.lockstep.model.blas;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS from the class path, if its jars are there. JavaCPP writes it to disk once per machine,
 * below the user's home or where {@code org.bytedeco.javacpp.cachedir} says, and loads it.
 *
 * <p>For maintainers: no other class may refer to JavaCPP's classes, so that the thin jar works
 * without them.
 */
final class BundledBlas {
  private BundledBlas() {}

  /** As in {@code OpenBLAS 0.3.31 (bundled)}. */
  static String name() {
    return openblas_nolapack.OPENBLAS_VERSION.strip() + " (bundled)";
  }

  /** Whether OpenBLAS is on the class path. */
  static boolean isOnClassPath() {
    return BundledBlas.class.getResource("/org/bytedeco/openblas/global/openblas_nolapack.class")
        != null;
  }

  /**
   * Loads the library and limits it to one thread.
   *
   * @return the file, for netlib to load
   * @throws LinkageError if there is none for this system, or if it cannot be written or loaded
   */
  static String load() {
    Loader.load(openblas_nolapack.class);
    openblas_nolapack.blas_set_num_threads(1);
    return Loader.getLoadedLibraries().get("openblas_nolapack@.0");
  }
}
