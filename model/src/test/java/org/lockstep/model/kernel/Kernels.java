package org.lockstep.model.kernel;

/** What other rooms' tests ask of the kernels. */
public final class Kernels {
  private Kernels() {}

  /** Whether vectors have taken over all that has been asked for so far. */
  public static boolean areWarm() {
    return JvmKernels.areWarm();
  }
}
