package org.lockstep.bench.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchRowsTest {
  @Test
  void rowsAreFoundByName() {
    assertThat(BenchRows.named(Set.of())).hasSameSizeAs(BenchRows.names());
    assertThat(BenchRows.named(Set.of("memory", "epoch-50")).stream().map(BenchRow::name))
        .containsExactly("epoch-50", "memory");
  }

  @Test
  void rowNamesAreUnique() {
    assertThat(BenchRows.names()).doesNotHaveDuplicates();
  }

  @Test
  void theFlopsOfTheBigNetworkAreCounted() {
    double weights = 784 * 2500 + 2500 * 2000 + 2000 * 1500 + 1500 * 1000 + 1000 * 500 + 500 * 10;
    assertThat(BigNetwork.flopsPerRow()).isEqualTo(6 * weights - 2 * 784 * 2500);
  }
}
