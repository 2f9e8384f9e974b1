package org.lockstep.spark.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.loss.OutputLoss;
import org.lockstep.model.network.Topology;

class ScoringModelTest {
  @Test
  void aChunkOfAWideNetworkHasFewerRows() {
    assertThat(ScoringModel.chunkRows(wide(10))).isEqualTo(128);
    assertThat(ScoringModel.chunkRows(wide(1 << 20))).isEqualTo(64);
    assertThat(ScoringModel.chunkRows(wide(700_000_000))).isEqualTo(1);
  }

  private static Topology wide(int units) {
    return new Topology(
        1, List.of(units), Activation.RELU, 1, OutputLoss.LINEAR_SQUARED_ERROR, false);
  }
}
