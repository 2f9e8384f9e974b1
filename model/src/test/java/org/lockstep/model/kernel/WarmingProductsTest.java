package org.lockstep.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Vectors take over from plain loops where that pays; see also {@link CompiledKernelsTest}. */
class WarmingProductsTest {

  @Test
  void tinyProductsStayPlain() {
    Asked vectors = new Asked();
    Products warming = new WarmingProducts(vectors, new PlainProducts(), new WarmUp(() -> {}));
    for (int i = 0; i < 1000; i++) {
      warming.multiply(2, 3, 4, new float[8], 0, 4, new float[12], 0, 3, new float[6], 0, 3, false);
    }
    assertThat(vectors.wereCalled).isFalse();
  }

  private static final class Asked extends ForwardingProducts {
    private volatile boolean wereCalled;

    @Override
    Products products() {
      wereCalled = true;
      return new PlainProducts();
    }
  }
}
