package org.lockstep.model.kernel;

import java.util.Arrays;
import java.util.Random;

/**
 * A program that multiplies until vectors take over, and says so. Until then plain loops compute,
 * with the same bits.
 */
final class WarmingProductsProgram {
  private static final int M = 29;
  private static final int N = 43;
  private static final int K = 61;
  private static final long LIMIT_NANOS = 100_000_000_000L;

  private WarmingProductsProgram() {}

  public static void main(String[] arguments) {
    Seen vectors = new Seen();
    Products warming = new WarmingProducts(vectors, new PlainProducts(), JvmKernels.newWarmUp());
    float[] a = floats(M * K);
    float[] b = floats(K * N);
    float[] expected = new float[M * N];
    new PlainProducts().multiply(M, N, K, a, 0, K, b, 0, N, expected, 0, N, false);
    float[] c = new float[M * N];
    warming.multiply(M, N, K, a, 0, K, b, 0, N, c, 0, N, false);
    check(!vectors.wereCalled, "vectors computed before they were compiled");
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!vectors.wereCalled) {
      check(System.nanoTime() < end, "vectors were never compiled");
      warming.multiply(M, N, K, a, 0, K, b, 0, N, c, 0, N, false);
      check(Arrays.equals(c, expected), "vectors have other bits");
    }
    System.out.println("vectors were asked");
  }

  private static void check(boolean isTrue, String failure) {
    if (!isTrue) {
      throw new IllegalStateException(failure);
    }
  }

  private static float[] floats(int length) {
    Random random = new Random(length);
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = random.nextFloat() - 0.5f;
    }
    return floats;
  }

  /** This JVM's best products, and whether this thread has called them. */
  private static final class Seen extends ForwardingProducts {
    private final Products best = JvmKernels.bestProducts();
    private final Thread caller = Thread.currentThread();
    private boolean wereCalled;

    @Override
    Products products() {
      if (Thread.currentThread() == caller) {
        wereCalled = true;
      }
      return best;
    }
  }
}
