package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.network.NetworkSpec;

class ScoringModelTest {
  @Test
  void aChunkOfAWideNetworkHasFewerRows() {
    assertThat(ScoringModel.chunkRows(wide(10))).isEqualTo(128);
    assertThat(ScoringModel.chunkRows(wide(1 << 20))).isEqualTo(64);
    assertThat(ScoringModel.chunkRows(wide(700_000_000))).isEqualTo(1);
  }

  private static NetworkSpec wide(int units) {
    return NetworkSpec.perceptron(
        1, List.of(units), new Relu(), 1, new LinearSquaredError(), false);
  }
}
