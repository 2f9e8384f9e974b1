package org.lockstep.model.math;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Small products of whole numbers, which are exact in any order of addition. Whoever loads a
 * library that somebody else has built should see it multiply first.
 */
final class BlasProbe {
  private static final int M = 5;
  private static final int N = 7;
  private static final int K = 9;
  private static final int OFFSET = 3;

  private BlasProbe() {}

  /** Whether C = 2·A·Bᵀ + C comes out right in both precisions; column-major, as BLAS has it. */
  static boolean multipliesRightly(BLAS blas) {
    double[] a = numbers(M * K);
    double[] b = numbers(N * K);
    double[] c = numbers(M * N);
    double[] expected = c.clone();
    for (int i = 0; i < M; i++) {
      for (int j = 0; j < N; j++) {
        for (int k = 0; k < K; k++) {
          expected[OFFSET + i + j * M] += 2 * a[OFFSET + i + k * M] * b[OFFSET + j + k * N];
        }
      }
    }
    float[] single = floats(c);
    blas.sgemm(
        "N", "T", M, N, K, 2, floats(a), OFFSET, M, floats(b), OFFSET, N, 1, single, OFFSET, M);
    blas.dgemm("N", "T", M, N, K, 2, a, OFFSET, M, b, OFFSET, N, 1, c, OFFSET, M);
    for (int i = 0; i < expected.length; i++) {
      if (c[i] != expected[i] || single[i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static double[] numbers(int length) {
    double[] numbers = new double[OFFSET + length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i * 37 % 19 - 9;
    }
    return numbers;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
