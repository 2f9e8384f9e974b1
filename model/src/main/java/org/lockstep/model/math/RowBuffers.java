package org.lockstep.model.math;

/**
 * Per-thread rows that {@link RowLoops} computes in. They are plain arrays, so that a thread that
 * outlives a session does not keep its classes alive.
 */
final class RowBuffers {
  /** Four rows, another operand and a sum. */
  private static final int COUNT = 6;

  private static final ThreadLocal<float[][]> FLOATS =
      ThreadLocal.withInitial(() -> new float[COUNT][0]);
  private static final ThreadLocal<double[][]> DOUBLES =
      ThreadLocal.withInitial(() -> new double[COUNT][0]);

  private RowBuffers() {}

  /** Six rows of at least this many elements each. */
  static float[][] floats(int columns) {
    float[][] buffers = FLOATS.get();
    if (buffers[0].length < columns) {
      for (int i = 0; i < COUNT; i++) {
        buffers[i] = new float[columns];
      }
    }
    return buffers;
  }

  /** Six rows of at least this many elements each. */
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
