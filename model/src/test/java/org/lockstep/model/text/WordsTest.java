package org.lockstep.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lockstep.model.layer.Activation;

class WordsTest {
  @Test
  void aConstantIsAWordInSmallLettersWithHyphens() {
    assertThat(Words.of(Activation.LEAKY_RELU)).isEqualTo("leaky-relu");
    assertThat(Words.all(Activation.class)).startsWith("relu, leaky-relu, ");
  }

  @Test
  void aWordIsFoundInLettersOfAnySizeAndAnotherIsNot() {
    for (Activation activation : Activation.values()) {
      assertThat(Words.find(Activation.class, Words.of(activation))).contains(activation);
    }
    assertThat(Words.find(Activation.class, "Leaky-ReLU")).contains(Activation.LEAKY_RELU);
    assertThat(Words.find(Activation.class, "leaky_relu")).isEmpty();
    assertThat(Words.find(Activation.class, "")).isEmpty();
  }
}
