package org.lockstep.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lockstep.model.jvm.Java;

/**
 * Runs in new JVMs: after tests that called vectors of several widths, C2 compiles none of them
 * well.
 */
@Tag("slow")
@Timeout(120)
class CompiledKernelsTest {
  private static final List<String> VECTORS = List.of("--add-modules=jdk.incubator.vector");

  @Test
  void everyCompiledKernelAllocatesNothing() throws IOException, InterruptedException {
    assertThat(Java.THIS.run(VECTORS, CompiledKernels.class)).containsExactly("[]");
  }

  @Test
  void plainLoopsComputeUntilTheVectorsAreCompiled() throws IOException, InterruptedException {
    assertThat(Java.THIS.run(VECTORS, WarmingProductsProgram.class))
        .containsExactly("vectors were asked");
  }
}
