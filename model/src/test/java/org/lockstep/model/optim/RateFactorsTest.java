package org.lockstep.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.activation.Relu;
import org.lockstep.model.loss.LinearSquaredError;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.network.NetworkText;
import org.lockstep.model.network.ParameterLayout;

class RateFactorsTest {
  private static final ParameterLayout LAYOUT =
      ParameterLayout.of(
          NetworkSpec.perceptron(2, List.of(3), new Relu(), 1, new LinearSquaredError(), true));

  @Test
  void anArraysNameTakesPrecedenceOverItsLetter() {
    RateFactors factors = RateFactors.parse("here", " b 0.1,W2   0,  b2=0.5 ");
    assertThat(factors.of(LAYOUT)).containsExactly(1, 0.1, 0, 0.5);
    assertThat(factors.text()).isEqualTo("b 0.1, W2 0, b2 0.5");
    assertThat(RateFactors.parse("here", factors.text())).isEqualTo(factors);
    assertThat(RateFactors.parse("here", "")).isEqualTo(RateFactors.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          b        | 'b'
          b -1     | 'b -1'
          b 1 2    | 'b 1 2'
          b inf    | 'b inf'
          b 1,,W 1 | ''
          2b 1     | '2b 1'
          b 1e999  | 'b 1e999'
          """,
      quoteCharacter = '"')
  void anInvalidTextIsRefused(String text, String found) {
    assertThatThrownBy(() -> RateFactors.parse("here", text))
        .hasMessage(
            "[here] expected names of arrays, each with a factor of at least 0, as in b 0.1, W1"
                + " 0.5, but found "
                + found);
  }

  @Test
  void aDuplicateNameIsRefused() {
    assertThatThrownBy(() -> RateFactors.parse("here", "b 1, b 2"))
        .hasMessage("[here] expected each name once but found b twice");
  }

  @Test
  void anUnknownNameIsRefused() {
    List<String> names = List.of("W1", "b1", "W2", "b2");
    assertThatThrownBy(() -> RateFactors.parse("here", "b 1, W3 2").check(names, "here"))
        .hasMessage(
            "[here] expected one of W1, b1, W2, b2, or W or b for all of them, but found W3");
  }

  @Test
  void onlyFactorsOfExistingArraysAreKept() {
    RateFactors factors = RateFactors.parse("here", "scale 6, b 0.1, W2 0.5, W3 2");
    assertThat(factors.only(List.of("W1", "b1", "W2", "b2")).text()).isEqualTo("b 0.1, W2 0.5");
  }

  @Test
  void untrainedArraysHaveNoRateFactor() {
    NetworkText network = NetworkText.parse("network", "batch-norm");
    NetworkSpec spec = new NetworkSpec(3, network.layers(2), new LinearSquaredError());
    assertThat(RateFactors.parse("here", "bngain 0.5").of(ParameterLayout.of(spec)))
        .containsExactly(0.5, 1, 1, 1, 1, 1);
    assertThatThrownBy(() -> RateFactors.parse("here", "bnmean 0").check(network.trained(), "here"))
        .hasMessageStartingWith("[here] expected one of bngain1, bnbias1, W1, b1, or ")
        .hasMessageEndingWith("but found bnmean");
  }
}
