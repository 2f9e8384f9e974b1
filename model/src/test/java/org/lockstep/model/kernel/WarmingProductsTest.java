package org.lockstep.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Vectors take over from plain loops when they are compiled, and nobody can tell by the bits. */
@Timeout(60)
class WarmingProductsTest {
  private static final int M = 29;
  private static final int N = 43;
  private static final int K = 61;

  private final Products best = JvmKernels.bestProducts();
  private final Thread caller = Thread.currentThread();
  private volatile boolean vectorsWereAsked;

  @Test
  void plainLoopsComputeUntilTheVectorsAreCompiled() {
    Products warming = new WarmingProducts(new Seen(), new PlainProducts(), JvmKernels.newWarmUp());
    float[] a = floats(M * K);
    float[] b = floats(K * N);
    float[] expected = new float[M * N];
    new PlainProducts().multiply(M, N, K, a, 0, K, b, 0, N, expected, 0, N, false);
    float[] c = new float[M * N];
    warming.multiply(M, N, K, a, 0, K, b, 0, N, c, 0, N, false);
    assertThat(vectorsWereAsked).isFalse();
    assertThat(c).isEqualTo(expected);
    while (!vectorsWereAsked && !caller.isInterrupted()) {
      warming.multiply(M, N, K, a, 0, K, b, 0, N, c, 0, N, false);
      assertThat(c).isEqualTo(expected);
    }
  }

  @Test
  void tinyProductsStayPlain() {
    Products warming = new WarmingProducts(new Seen(), new PlainProducts(), JvmKernels.newWarmUp());
    for (int i = 0; i < 1000; i++) {
      warming.multiply(2, 3, 4, new float[8], 0, 4, new float[12], 0, 3, new float[6], 0, 3, false);
    }
    assertThat(vectorsWereAsked).isFalse();
  }

  /** The best of this JVM, and whether the test's thread has asked them. */
  private final class Seen extends ForwardingProducts {
    @Override
    Products products() {
      vectorsWereAsked |= Thread.currentThread() == caller;
      return best;
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
}
