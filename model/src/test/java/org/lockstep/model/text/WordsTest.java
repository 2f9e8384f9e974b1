package org.lockstep.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lockstep.model.activation.Activation;
import org.lockstep.model.activation.LeakyRelu;
import org.lockstep.model.data.ImageShape.Layout;

class WordsTest {

  @Test
  void wordsAreInLowerCaseWithHyphens() {
    assertThat(Words.of(new LeakyRelu())).isEqualTo("leaky-relu");
    assertThat(Words.of(Several.SQUARED_ERROR)).isEqualTo("squared-error");
    assertThat(Words.all(Layout.class)).isEqualTo("planar, interleaved");
  }

  private enum Several {
    ONE,
    SQUARED_ERROR
  }

  @Test
  void aConstantIsFoundByItsWordInAnyCase() {
    for (Several constant : Several.values()) {
      assertThat(Words.find(Several.class, Words.of(constant))).contains(constant);
    }
    assertThat(Words.find(Several.class, "Squared-Error")).contains(Several.SQUARED_ERROR);
    assertThat(Words.find(Several.class, "squared_error")).isEmpty();
    assertThat(Words.find(Several.class, "")).isEmpty();
  }

  @Test
  void anActivationIsFoundByItsWordInAnyCase() {
    for (Activation activation : Activation.all()) {
      assertThat(Words.find(Activation.all(), Words.of(activation))).contains(activation);
    }
    assertThat(Words.find(Activation.all(), "Leaky-ReLU")).contains(new LeakyRelu());
    assertThat(Words.find(Activation.all(), "leaky_relu")).isEmpty();
    assertThat(Words.find(Activation.all(), "")).isEmpty();
  }
}
