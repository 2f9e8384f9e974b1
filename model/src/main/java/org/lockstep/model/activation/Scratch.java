package org.lockstep.model.activation;

/** Memory of a thread for blocks of elements. */
final class Scratch {
  /** Elements of a block: all arrays of one lie in the first cache. */
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
