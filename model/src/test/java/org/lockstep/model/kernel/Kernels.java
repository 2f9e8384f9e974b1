package org.lockstep.model.kernel;

/** The state of the kernels, for tests of other packages. */
public final class Kernels {
  private Kernels() {}

  /** Whether vectors have taken over all kernels requested so far. */
  public static boolean areWarm() {
    return JvmKernels.areWarm();
  }
}
