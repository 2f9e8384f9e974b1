package org.lockstep.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.Activation;
import org.lockstep.model.loss.OutputLoss;

class TopologyTest {

  @Test
  void parametersLieOneBehindTheOther() {
    Topology topology = topology(3, List.of(4), 2, true);
    assertThat(topology.text()).isEqualTo("3-4-2");
    assertThat(ParameterLayout.of(topology).arrays())
        .containsExactly(
            new ParameterLayout.Array("W1", 0, 3, 4, true),
            new ParameterLayout.Array("b1", 12, 1, 4, false),
            new ParameterLayout.Array("W2", 16, 4, 2, true),
            new ParameterLayout.Array("b2", 24, 1, 2, false));
    assertThat(ParameterLayout.of(topology).length()).isEqualTo(26);
    assertThat(ParameterLayout.of(topology(3, List.of(4), 2, false)).arrays())
        .containsExactly(
            new ParameterLayout.Array("W1", 0, 3, 4, true),
            new ParameterLayout.Array("W2", 12, 4, 2, true));
  }

  @Test
  void moreParametersThanAnArrayHoldsAreRefusedHoweverMany() {
    assertThatThrownBy(() -> topology(100_000, List.of(100_000), 2, true))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[network] expected at most 2147483639 parameters but found at least 10000100000");
    // The sum over these layers is about 4 · 2^62, which a long cannot hold.
    assertThatThrownBy(
            () -> topology(Integer.MAX_VALUE, Collections.nCopies(4, Integer.MAX_VALUE), 1, true))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[network] expected at most 2147483639 parameters but found at least"
                + " 4611686016279904256");
  }

  @Test
  void aLayerWithoutUnitsIsRefused() {
    assertThatThrownBy(() -> topology(4, List.of(0), 2, true))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[network] expected layers of at least 1 unit but found 4 x 0");
  }

  private static Topology topology(int inputs, List<Integer> hidden, int outputs, boolean bias) {
    return new Topology(
        inputs, hidden, Activation.RELU, outputs, OutputLoss.SOFTMAX_CROSS_ENTROPY, bias);
  }
}
