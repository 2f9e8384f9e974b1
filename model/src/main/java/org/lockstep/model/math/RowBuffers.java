package org.lockstep.model.math;

/**
 * Rows of this thread's own, which {@link RowLoops} compute in. Plain arrays, so that a thread that
 * outlives the classes of a session does not keep them.
 */
final class RowBuffers {
  /** Four rows, another operand and a sum. */
  private static final int COUNT = 6;

  private static final ThreadLocal<float[][]> FLOATS =
      ThreadLocal.withInitial(() -> new float[COUNT][0]);
  private static final ThreadLocal<double[][]> DOUBLES =
      ThreadLocal.withInitial(() -> new double[COUNT][0]);

  private RowBuffers() {}

  /** Six, each of at least so many elements. */
  static float[][] floats(int columns) {
    float[][] buffers = FLOATS.get();
    if (buffers[0].length < columns) {
      for (int i = 0; i < COUNT; i++) {
        buffers[i] = new float[columns];
      }
    }
    return buffers;
  }

  /** Six, each of at least so many elements. */
  static double[][] doubles(int columns) {
    double[][] buffers = DOUBLES.get();
    if (buffers[0].length < columns) {
      for (int i = 0; i < COUNT; i++) {
        buffers[i] = new double[columns];
      }
    }
    return buffers;
  }
}
