package org.lockstep.model.blas;

import dev.ludovic.netlib.blas.BLAS;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.lockstep.model.text.Text;

/**
 * Products whose results reveal something about the library that computes them.
 *
 * <p>Products of small whole numbers are exact in any order of addition. They show whether a
 * library that somebody else built multiplies correctly. Products of fractions are rounded in a way
 * that depends on the library's kernels, their widths and their block sizes, so another kernel has
 * another checksum. Equal checksums alone prove nothing; together with equal names they do.
 */
final class BlasProbe {
  private static final int M = 5;
  private static final int N = 7;
  private static final int K = 9;
  private static final int OFFSET = 3;

  /**
   * m, n and k. The first shape is all kernel edges; the second has a k beyond any kernel's blocks,
   * and is too large for shortcuts.
   */
  private static final int[][] SHAPES = {{17, 13, 40}, {32, 32, 4096}};

  private static final List<String> TRANSPOSES = List.of("NN", "NT", "TN");

  private BlasProbe() {}

  /** Returns a checksum of a native library's rounded products. */
  static String rounding(BLAS blas) {
    CRC32C checksum = new CRC32C();
    for (int[] shape : SHAPES) {
      for (String transposes : TRANSPOSES) {
        addProducts(checksum, blas, transposes, shape[0], shape[1], shape[2]);
      }
    }
    return Text.format("%08x", checksum.getValue());
  }

  private static void addProducts(
      CRC32C checksum, BLAS blas, String transposes, int m, int n, int k) {
    String ofA = transposes.substring(0, 1);
    String ofB = transposes.substring(1);
    int strideA = ofA.equals("N") ? m : k;
    int strideB = ofB.equals("N") ? k : n;
    double[] a = fractions(m * k);
    double[] b = fractions(k * n);
    double[] c = new double[m * n];
    float[] single = new float[m * n];
    blas.dgemm(ofA, ofB, m, n, k, 1, a, strideA, b, strideB, 0, c, m);
    blas.sgemm(ofA, ofB, m, n, k, 1, floats(a), strideA, floats(b), strideB, 0, single, m);
    ByteBuffer bytes = ByteBuffer.allocate(c.length * (Double.BYTES + Float.BYTES));
    for (int i = 0; i < c.length; i++) {
      bytes.putDouble(c[i]).putFloat(single[i]);
    }
    checksum.update(bytes.flip());
  }

  /**
   * Returns numbers in (-1, 1) with all 53 bits, from a generator of Knuth's without its low bits.
   */
  private static double[] fractions(int length) {
    double[] fractions = new double[length];
    long state = length;
    for (int i = 0; i < length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      fractions[i] = (state >> 11) * 0x1p-52;
    }
    return fractions;
  }

  /** Whether C = 2·A·Bᵀ + C is correct in both precisions; column-major, as in BLAS. */
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
