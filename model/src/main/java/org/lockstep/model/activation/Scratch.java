package org.lockstep.model.activation;

/** A thread's scratch memory for blocks of elements. */
final class Scratch {
  /** Elements per block: all arrays for one block fit in the L1 cache. */
  static final int BLOCK = 512;

  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  final float[] floats = new float[BLOCK];
  final float[] moreFloats = new float[BLOCK];
  final double[] doubles = new double[BLOCK];
  final double[] moreDoubles = new double[BLOCK];

  private Scratch() {}

  static Scratch ofThisThread() {
    return OF_THREAD.get();
  }
}
