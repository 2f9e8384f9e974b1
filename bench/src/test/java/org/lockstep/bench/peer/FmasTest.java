package org.lockstep.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockstep.model.math.Precision;

class FmasTest {
  @ParameterizedTest
  @EnumSource
  void reportedFlopsMatchTheElementsComputed(Precision precision) {
    assertThat(Fmas.of(precision))
        .hasSize(2)
        .allSatisfy(
            loop -> {
              double elements = loop.flops() / 2.0;
              assertThat(loop.run(0)).isEqualTo(0.5 * elements);
              assertThat(loop.run(1)).isEqualTo(1.25 * elements);
              assertThat(loop.run(100)).isEqualTo(2 * elements);
            });
  }
}
