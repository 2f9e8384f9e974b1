package org.lockstep.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.layer.ActivationLayer;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.Dropout;
import org.lockstep.model.layer.Layer;
import org.lockstep.model.layer.Role;
import org.lockstep.model.loss.SoftmaxCrossEntropy;

class NetworkSpecTest {

  @Test
  void parametersAreLaidOutOneAfterAnother() {
    NetworkSpec spec = spec(3, List.of(4), 2, true);
    assertThat(spec.text()).isEqualTo("3-4-2");
    assertThat(ParameterLayout.of(spec).arrays())
        .containsExactly(
            new ParameterLayout.Array("W1", 0, 3, 4, Role.WEIGHT),
            new ParameterLayout.Array("b1", 12, 1, 4, Role.BIAS),
            new ParameterLayout.Array("W2", 16, 4, 2, Role.WEIGHT),
            new ParameterLayout.Array("b2", 24, 1, 2, Role.BIAS));
    assertThat(ParameterLayout.of(spec).length()).isEqualTo(26);
    assertThat(ParameterLayout.of(spec(3, List.of(4), 2, false)).arrays())
        .containsExactly(
            new ParameterLayout.Array("W1", 0, 3, 4, Role.WEIGHT),
            new ParameterLayout.Array("W2", 12, 4, 2, Role.WEIGHT));
  }

  @Test
  void moreParametersThanAnArrayHoldsAreRefusedEvenIfTheirCountOverflows() {
    assertThatThrownBy(() -> spec(100_000, List.of(100_000), 2, true))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[network] expected at most 2147483639 parameters but found at least 10000100000");
    // The sum over these layers is about 4 · 2^62, which a long cannot hold.
    assertThatThrownBy(
            () -> spec(Integer.MAX_VALUE, Collections.nCopies(4, Integer.MAX_VALUE), 1, true))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[network] expected at most 2147483639 parameters but found at least"
                + " 4611686016279904256");
  }

  @Test
  void aLayerWithoutUnitsIsRefused() {
    assertThatThrownBy(() -> spec(4, List.of(0), 2, true))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[network] expected layers of at least 1 unit but found 4 x 0");
  }

  @Test
  void aPerceptronIsAListOfLayers() {
    NetworkSpec spec =
        NetworkSpec.perceptron(
            3, List.of(4, 5), new Relu(), 0.25, 2, new SoftmaxCrossEntropy(), false);
    assertThat(spec.layers())
        .containsExactly(
            new Dense(4, false),
            new ActivationLayer(new Relu()),
            new Dropout(0.25),
            new Dense(5, false),
            new ActivationLayer(new Relu()),
            new Dropout(0.25),
            new Dense(2, false));
    assertThat(spec.hidden()).containsExactly(4, 5);
    assertThat(spec.outputs()).isEqualTo(2);
    assertThat(spec.forPrediction()).isEqualTo(spec(3, List.of(4, 5), 2, false));
    assertThat(ParameterLayout.of(spec)).isEqualTo(ParameterLayout.of(spec.forPrediction()));
  }

  @Test
  void moreThanAThousandLayersAreRefused() {
    assertThatThrownBy(() -> spec(1, Collections.nCopies(500, 1), 1, true))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[network] expected at most 1000 layers but found 1001");
  }

  @Test
  void aNetworkMustEndWithADenseLayer() {
    for (List<Layer> layers :
        List.<List<Layer>>of(
            List.of(), List.of(new Dense(2, true), new ActivationLayer(new Relu())))) {
      assertThatThrownBy(() -> new NetworkSpec(3, layers, new SoftmaxCrossEntropy()))
          .isInstanceOf(BadInputException.class)
          .hasMessage("[network] expected a dense layer at its end but found none");
    }
  }

  private static NetworkSpec spec(int inputs, List<Integer> hidden, int outputs, boolean bias) {
    return NetworkSpec.perceptron(
        inputs, hidden, new Relu(), outputs, new SoftmaxCrossEntropy(), bias);
  }
}
