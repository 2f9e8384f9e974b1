package org.lockstep.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.layer.Dense;
import org.lockstep.model.layer.PeriodicEmbedding;
import org.lockstep.model.layer.Role;
import org.lockstep.model.loss.SoftmaxCrossEntropy;
import org.lockstep.model.math.Arithmetics;
import org.lockstep.model.math.FlatVector;

class InitializerTest {
  private static final Network NETWORK =
      new Network(
          NetworkSpec.perceptron(
              300, List.of(200), new Relu(), 100, new SoftmaxCrossEntropy(), true));

  static Stream<Arguments> deviations() {
    return Stream.of(
        Arguments.of(new Initializer.He(), Math.sqrt(2 / 300.0), Math.sqrt(2 / 200.0)),
        Arguments.of(new Initializer.Xavier(), Math.sqrt(2 / 500.0), Math.sqrt(2 / 300.0)),
        Arguments.of(new Initializer.LeCun(), Math.sqrt(1 / 300.0), Math.sqrt(1 / 200.0)),
        Arguments.of(new Initializer.Normal(0.01), 0.01, 0.01),
        Arguments.of(new Initializer.Zeros(), 0, 0));
  }

  @ParameterizedTest
  @MethodSource("deviations")
  void weightsHaveTheirStandardDeviationAndBiasesAreZero(
      Initializer initializer, double first, double second) {
    FlatVector theta = initializer.initialize(NETWORK, Arithmetics.DOUBLE, 0, 1);
    List<ParameterLayout.Array> arrays = NETWORK.layout().arrays();
    double[] expected = {first, 0, second, 0};
    for (int k = 0; k < arrays.size(); k++) {
      ParameterLayout.Array array = arrays.get(k);
      double sum = 0;
      for (int i = array.offset(); i < array.end(); i++) {
        sum += theta.get(i);
      }
      double n = array.length();
      double deviation = Math.sqrt(theta.sumOfSquares(array.offset(), array.end()) / n);
      assertThat(deviation).isCloseTo(expected[k], within(0.02 * expected[k]));
      assertThat(sum / n).isCloseTo(0, within(5 * expected[k] / Math.sqrt(n)));
    }
  }

  @Test
  void periodicEmbeddingsStartAsInThePaper() {
    int n = 300;
    List<Integer> columns = IntStream.range(0, n).boxed().toList();
    Network network =
        new Network(
            new NetworkSpec(
                n,
                List.of(new PeriodicEmbedding(16, 4, columns), new Dense(2, true)),
                new SoftmaxCrossEntropy()));
    FlatVector theta = new Initializer.Xavier().initialize(network, Arithmetics.DOUBLE, 0, 1);
    double third =
        1 / Math.sqrt(3); // the standard deviation of a uniform distribution over (-1, 1)
    double[] bounds = {Double.POSITIVE_INFINITY, Math.PI, 0.25, 0.25};
    double[] deviations = {0.1, third * Math.PI, third / 4, third / 4};
    for (int k = 0; k < 4; k++) {
      ParameterLayout.Array array = network.layout().arrays().get(k);
      double sum = 0;
      for (int i = array.offset(); i < array.end(); i++) {
        sum += theta.get(i);
        assertThat(Math.abs(theta.get(i))).isLessThan(bounds[k]);
      }
      double mean = sum / array.length();
      double squares = theta.sumOfSquares(array.offset(), array.end()) / array.length();
      assertThat(Math.sqrt(squares)).isCloseTo(deviations[k], within(0.05 * deviations[k]));
      assertThat(mean).isCloseTo(0, within(5 * deviations[k] / Math.sqrt(array.length())));
    }
  }

  @Test
  void biasesAreDrawnIfTheyHaveADeviation() {
    FlatVector zeros = new Initializer.He().initialize(NETWORK, Arithmetics.DOUBLE, 0, 1);
    FlatVector drawn = new Initializer.He().initialize(NETWORK, Arithmetics.DOUBLE, 0.1, 1);
    for (ParameterLayout.Array b : NETWORK.layout().ofRole(Role.BIAS)) {
      double deviation = Math.sqrt(drawn.sumOfSquares(b.offset(), b.end()) / b.length());
      assertThat(deviation).isCloseTo(0.1, within(0.02));
    }
    for (ParameterLayout.Array w : NETWORK.layout().ofRole(Role.WEIGHT)) {
      assertThat(drawn.get(w.offset())).isEqualTo(zeros.get(w.offset()));
      assertThat(drawn.get(w.end() - 1)).isEqualTo(zeros.get(w.end() - 1));
    }
  }

  @Test
  void initialWeightsDependOnTheSeedAlone() {
    Initializer he = new Initializer.He();
    FlatVector theta = he.initialize(NETWORK, Arithmetics.DOUBLE, 0, 1);
    FlatVector again = he.initialize(NETWORK, Arithmetics.DOUBLE, 0, 1);
    FlatVector floats = he.initialize(NETWORK, Arithmetics.FLOAT, 0, 1);
    FlatVector other = he.initialize(NETWORK, Arithmetics.DOUBLE, 0, 2);
    for (int i = 0; i < 100; i++) {
      assertThat(again.get(i)).isEqualTo(theta.get(i));
      assertThat(floats.get(i)).isEqualTo((float) theta.get(i));
      assertThat(other.get(i)).isNotEqualTo(theta.get(i));
    }
  }

  /** A change that fails here changes the result of every training. */
  @Test
  void initialWeightsNeverChange() {
    FlatVector theta = new Initializer.He().initialize(NETWORK, Arithmetics.DOUBLE, 0, 1);
    long hash = 0;
    for (int i = 0; i < theta.length(); i++) {
      hash = 31 * hash + Double.doubleToLongBits(theta.get(i));
    }
    assertThat(Long.toHexString(hash)).isEqualTo("9d0d7905267c9b1e");
  }

  @Test
  void aDeviationOfZeroIsRefused() {
    assertThatThrownBy(() -> new Initializer.Normal(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a standard deviation of 0.0");
  }
}
